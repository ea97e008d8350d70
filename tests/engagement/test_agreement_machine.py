"""Design section 2: every transition that is listed is reached by a verb, every other one is refused."""

import pytest

from parvis.core.models import Transition
from parvis.engagement.agreement_choices import AgreementState
from parvis.engagement.agreement_rules import AGREEMENT
from parvis.engagement.models import Agreement
from parvis.kernel.errors import NotFound, Refused
from tests.factories import agreements
from tests.factories.agreements import Workshop, act, agreement_in

STATES = tuple(AgreementState.values)
OPEN = STATES[:5]
LISTED = {
    ("draft", "to_sign"),
    ("to_sign", "partly_signed"),
    ("partly_signed", "in_force"),
    ("in_force", "amended"),
    ("amended", "in_force"),
    ("in_force", "ended"),
    ("amended", "ended"),
    *((state, "void") for state in OPEN),
}
# What each verb may be asked of, and where it leads.
VERBS = {
    "send": {"draft": "to_sign"},
    # A second signature of four changes nothing but who still owes.
    "sign": {"to_sign": "partly_signed", "partly_signed": "partly_signed", "amended": "amended"},
    "decline": {"to_sign": "void", "partly_signed": "void", "amended": "in_force"},
    "amend": {"in_force": "amended"},
    "withdraw_amendment": {"amended": "in_force"},
    "void": dict.fromkeys(OPEN, "void"),
    "end": {"in_force": "ended", "amended": "ended"},
}


@pytest.fixture
def here(db: None) -> Workshop:
    return agreements.workshop()


def log_of(row: Agreement) -> list[tuple[str, str]]:
    rows = Transition.objects.filter(subject_kind="agreement", subject_id=row.pk).order_by("id")
    return list(rows.values_list("frm", "to"))


def test_the_machine_is_the_table_of_the_design() -> None:
    assert AGREEMENT.states == set(STATES)
    assert {(frm, to) for frm in STATES for to in STATES if AGREEMENT.may(frm, to)} == LISTED


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_every_verb_in_every_state(here: Workshop, state: str, verb: str) -> None:
    row = agreement_in(state, here)
    before = log_of(row)
    to = VERBS[verb].get(state)
    if to is None:
        with pytest.raises((Refused, NotFound)):
            act(verb, row, here)
        row.refresh_from_db()
        assert (row.state, log_of(row)) == (state, before)
        return
    act(verb, row, here)
    row.refresh_from_db()
    assert row.state == to
    assert log_of(row) == (before if to == state else [*before, (state, to)])


def test_the_last_signature_brings_it_into_force(here: Workshop) -> None:
    row = agreements.in_force(here)
    assert log_of(row) == [
        ("", "draft"),
        ("draft", "to_sign"),
        ("to_sign", "partly_signed"),
        ("partly_signed", "in_force"),
    ]


def test_the_last_signature_under_an_amendment_brings_it_back_into_force(here: Workshop) -> None:
    row = agreement_in("amended", here)
    act("sign", row, here)
    assert act("sign", row, here).state == "in_force"


@pytest.mark.parametrize("state", STATES)
def test_only_what_is_in_force_runs_out(here: Workshop, state: str) -> None:
    row = agreement_in(state, here)
    act("run_out", row, here)
    assert row.state == ("ended" if state in {"in_force", "amended"} else state)


@pytest.mark.parametrize("state", ["in_force", "amended"])
@pytest.mark.parametrize("verb", ["sign", "decline", "amend", "withdraw_amendment", "end"])
def test_past_its_last_day_nothing_happens_to_it_before_the_timer_says_so(
    here: Workshop, state: str, verb: str
) -> None:
    row = agreement_in(state, here)
    with pytest.raises(Refused):
        act(verb, row, here, at=agreements.NOW.replace(year=2027))
    row.refresh_from_db()
    assert row.state == state
