"""The share follows its referral: nothing before it is sent, a preview until a yes, open while it runs, closed at any end."""

from contextlib import suppress

import pytest

from parvis.casework.models import Share
from parvis.core.models import Transition
from parvis.kernel.errors import NotFound, Refused
from tests.factories.casework import REACH, Town, act, referral_in

STANDS = {
    "draft": "",
    **dict.fromkeys(("sent", "asked", "answered"), "preview"),
    **dict.fromkeys(("accepted", "active"), "open"),
    **dict.fromkeys(("done", "declined", "withdrawn", "returned", "expired"), "closed"),
}
WENT_OPEN = {"accepted", "active", "done", "returned"}
VERBS = ("send", "ask", "reply", "accept", "start", "done", "decline", "withdraw", "return", "expire")


def share_of(row: object) -> Share | None:
    return Share.objects.filter(referral=row).first()


@pytest.mark.parametrize("state", ["draft", *REACH])
def test_the_share_of_every_state(here: Town, state: str) -> None:
    row = referral_in(state, here)
    share = share_of(row)
    assert (share.state if share else "") == STANDS[state]
    if share is None:
        return
    assert (share.opened_at is not None) is (state in WENT_OPEN)
    assert (share.closed_at is not None) is (STANDS[state] == "closed")
    log = list(Transition.objects.filter(subject_kind="share", subject_id=share.pk).order_by("id"))
    way = ["preview", *(["open"] if state in WENT_OPEN else []), *(["closed"] if share.closed_at else [])]
    assert [entry.to for entry in log if entry.to != entry.frm and entry.frm] == way
    assert all(entry.actor and entry.at for entry in log)
    if share.closed_at:
        assert (log[-1].why, share.close_reason) == (state, state)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", [state for state, stands in STANDS.items() if stands == "closed"])
def test_what_is_closed_is_never_opened_again(here: Town, state: str, verb: str) -> None:
    row = referral_in(state, here)
    before = Share.objects.filter(referral=row).values().get()
    with suppress(Refused, NotFound):
        act(verb, row, here)
    assert Share.objects.filter(referral=row).values().get() == before
