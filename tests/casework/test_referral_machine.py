"""Design section 2: every transition that is listed is reached by a verb, every other one is refused."""

import pytest

from parvis.casework import actions
from parvis.casework.rules import REFERRAL
from parvis.core.models import Transition
from parvis.kernel.errors import NotFound, ParvisError, Refused
from tests.factories import casework
from tests.factories.casework import Town, act, referral_in

STATES = (
    "draft",
    "sent",
    "asked",
    "answered",
    "accepted",
    "active",
    "done",
    "declined",
    "withdrawn",
    "returned",
    "expired",
)
VERBS = {
    "send": "sent",
    "ask": "asked",
    "reply": "answered",
    "accept": "accepted",
    "start": "active",
    "done": "done",
    "decline": "declined",
    "withdraw": "withdrawn",
    "return": "returned",
}
# What each verb may be asked of: the table of the design, less what the field does not do (nobody declines after a yes).
ALLOWED = {
    ("draft", "send"),
    ("draft", "withdraw"),
    *((state, verb) for state in ("sent", "answered") for verb in ("ask", "accept", "decline", "withdraw")),
    *(("asked", verb) for verb in ("reply", "accept", "decline", "withdraw")),
    *(("accepted", verb) for verb in ("start", "done", "return", "withdraw")),
    *(("active", verb) for verb in ("done", "return", "withdraw")),
}
LISTED = {
    ("draft", "sent"),
    ("sent", "asked"),
    ("sent", "accepted"),
    ("asked", "answered"),
    ("answered", "asked"),
    ("asked", "accepted"),
    ("answered", "accepted"),
    ("accepted", "active"),
    ("active", "done"),
    *(
        (state, end)
        for state in ("draft", "sent", "asked", "answered", "accepted", "active")
        for end in ("declined", "withdrawn", "returned", "expired")
    ),
}


def test_the_machine_is_the_table_of_the_design() -> None:
    assert REFERRAL.states == set(STATES)
    assert {(frm, to) for frm in STATES for to in STATES if REFERRAL.may(frm, to)} == LISTED


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_every_verb_in_every_state(here: Town, state: str, verb: str) -> None:
    row = referral_in(state, here)
    before = Transition.objects.filter(subject_kind="referral", subject_id=row.pk).count()
    if (state, verb) in ALLOWED:
        if verb == "send":
            casework.people.consent(here.worker, here.person, here.receiver, *casework.FIELDS)
        act(verb, row, here)
        row.refresh_from_db()
        assert row.state == VERBS[verb]
        assert Transition.objects.filter(subject_kind="referral", subject_id=row.pk).count() > before
    else:
        with pytest.raises((Refused, NotFound)):
            act(verb, row, here)
        row.refresh_from_db()
        assert row.state == state
        assert Transition.objects.filter(subject_kind="referral", subject_id=row.pk).count() == before


@pytest.mark.parametrize("state", STATES)
def test_only_what_runs_expires(here: Town, state: str) -> None:
    row = referral_in(state, here)
    act("expire", row, here)
    row.refresh_from_db()
    assert row.state == ("expired" if state in {"sent", "asked", "answered", "accepted", "active"} else state)


@pytest.mark.parametrize("verb", ["accept", "decline"])
@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("accepted", "casework.already_answered"),
        ("declined", "casework.already_answered"),
        ("done", "casework.already_answered"),
        ("withdrawn", "casework.referral_closed"),
        ("expired", "casework.referral_closed"),
        ("returned", "casework.referral_closed"),
    ],
)
def test_a_second_or_late_answer_is_told_plainly(here: Town, state: str, code: str, verb: str) -> None:
    row = referral_in(state, here)
    with pytest.raises(ParvisError) as refused:
        act(verb, row, here)
    assert refused.value.code == code


def test_a_question_is_asked_once_at_a_time(here: Town) -> None:
    row = referral_in("asked", here)
    with pytest.raises(Refused) as refused:
        act("ask", row, here)
    assert refused.value.code == "casework.already_asked"


def test_done_without_a_start_leaves_both_states_in_the_log(here: Town) -> None:
    row = referral_in("accepted", here)
    act("done", row, here)
    log = Transition.objects.filter(subject_kind="referral", subject_id=row.pk).order_by("id")
    assert [entry.to for entry in log] == ["draft", "sent", "accepted", "active", "done"]


def test_a_draft_is_not_changed_once_it_is_sent(here: Town) -> None:
    row = referral_in("sent", here)
    new = actions.NewReferral(receiver_public_id=here.receiver.public_id, fields=("identity",), preview="A room.")
    with pytest.raises(Refused):
        actions.change_draft(referral_public_id=row.public_id, referral=new, by=here.worker, at=casework.NOW)
