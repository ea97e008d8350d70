"""An amendment reopens only what it touches; until all of those have signed, the text in force is the old one."""

from datetime import date, timedelta

import pytest

from parvis.engagement import actions, queries
from parvis.engagement.agreement_entries import Amendment, ClauseChange
from parvis.engagement.agreement_errors import NobodyBound, NothingAmended, NothingToSign, TranslationMissing
from parvis.engagement.models import Agreement
from parvis.engagement.queries import AgreementPage
from parvis.kernel.errors import Invalid, NotFound
from tests.factories import agreements
from tests.factories.access import NOW
from tests.factories.agreements import BODY, LAST_DAY, PARTICIPANT, TUTOR, Workshop

DAY = timedelta(days=1)


@pytest.fixture
def here(db: None) -> Workshop:
    return agreements.workshop()


def page(here: Workshop, row: Agreement) -> AgreementPage:
    return queries.agreement_page(here.worker, row.public_id, NOW)


def owing(here: Workshop, row: Agreement) -> set[int]:
    return {party.number for party in page(here, row).parties if party.owes}


def test_an_amendment_reopens_only_what_it_touches(here: Workshop) -> None:
    row = agreements.in_force(here)
    before = page(here, row)
    agreements.amend(here, row, agreements.hours_change(row))
    shown = page(here, row)
    assert shown.line.state == "amended"
    assert owing(here, row) == {PARTICIPANT, BODY}
    # The text in force is the old one, everywhere.
    assert [one.now for one in shown.clauses] == [one.now for one in before.clauses]
    assert [one.change for one in shown.clauses] == ["", "changed"] + [""] * 10
    assert shown.clauses[1].proposed.first == "Heures par semaine : 20."
    assert shown.amendment.reason == "hours" and not shown.moves_end
    with pytest.raises(NothingToSign):
        agreements.sign(here, row, TUTOR)
    agreements.sign(here, row, BODY)
    assert page(here, row).line.state == "amended"
    agreements.sign(here, row, PARTICIPANT)
    after = page(here, row)
    assert after.line.state == "in_force"
    assert after.clauses[1].now.first == "Heures par semaine : 20."
    assert [one.now for one in after.clauses[2:]] == [one.now for one in before.clauses[2:]]
    assert [one.state for one in after.editions] == ["in_force", "in_force"]
    assert all(one.intact for party in after.parties for one in party.signatures)


def test_clauses_are_added_and_taken_out_and_who_was_bound_before_signs_too(here: Workshop) -> None:
    row = agreements.in_force(here)
    agreements.amend(
        here,
        row,
        ClauseChange(position=7, removed=True),  # bound the participant alone
        ClauseChange(first="Le repas est offert.", second="الوجبة مجانية.", binds=[BODY]),
    )
    shown = page(here, row)
    assert [one.change for one in shown.clauses if one.change] == ["removed", "added"]
    assert owing(here, row) == {PARTICIPANT, BODY}
    for party in (PARTICIPANT, BODY):
        agreements.sign(here, row, party)
    after = page(here, row)
    assert len(after.clauses) == 12
    assert 7 not in [one.position for one in after.clauses]
    assert after.clauses[-1].now.first == "Le repas est offert."


def test_a_new_last_day_is_signed_by_all_and_holds_once_they_have(here: Workshop) -> None:
    row = agreements.in_force(here)
    later = date(2026, 12, 18)
    actions.amend(
        agreement_public_id=row.public_id, amendment=Amendment(reason="period", ends_on=later, moves_end=True),
        by=here.worker, at=NOW,
    )  # fmt: skip
    shown = page(here, row)
    assert shown.moves_end and shown.amendment.ends_on == later
    assert (shown.line.ends_on, owing(here, row)) == (LAST_DAY, {1, 2, 3, 4})
    for party in (1, 2, 3, 4):
        agreements.sign(here, row, party)
    assert page(here, row).line.ends_on == later


def test_an_amendment_that_is_declined_or_taken_back_leaves_the_text_as_it_was(here: Workshop) -> None:
    row = agreements.in_force(here)
    before = page(here, row)
    agreements.amend(here, row)
    agreements.sign(here, row, BODY)
    actions.decline_to_sign(agreement_public_id=row.public_id, edition=2, party=PARTICIPANT, by=here.herself, at=NOW)
    after = page(here, row)
    assert (after.line.state, owing(here, row)) == ("in_force", set())
    assert [one.now for one in after.clauses] == [one.now for one in before.clauses]
    # The next amendment is a third edition: what was signed under the second stands apart.
    agreements.amend(here, row, agreements.hours_change(row, hours=24))
    assert page(here, row).line.edition == 3
    assert owing(here, row) == {PARTICIPANT, BODY}


def test_what_cannot_be_amended(here: Workshop) -> None:
    row = agreements.in_force(here)
    same = page(here, row).clauses[1].now
    for changes, error in (
        ([ClauseChange(position=2, first=same.first, second=same.second, binds=same.binds)], NothingAmended),
        ([ClauseChange(position=2, first="Texte", second="", binds=[1])], TranslationMissing),
        ([ClauseChange(position=2, first="Texte", second="نص", binds=[])], NobodyBound),
        ([ClauseChange(position=2, first="Texte", second="نص", binds=[9])], NobodyBound),
        ([ClauseChange(position=99, first="Texte", second="نص", binds=[1])], NotFound),
        ([ClauseChange(removed=True)], NotFound),
        ([agreements.hours_change(row), agreements.hours_change(row, hours=10)], Invalid),
        ([ClauseChange(position=n, removed=True) for n in range(1, 13)], NothingAmended),
    ):
        with pytest.raises(error):
            agreements.amend(here, row, *changes)
    with pytest.raises(Invalid):
        actions.amend(
            agreement_public_id=row.public_id, amendment=Amendment(changes=[agreements.hours_change(row)], reason="mood"),
            by=here.worker, at=NOW,
        )  # fmt: skip
    with pytest.raises(Invalid):
        actions.amend(
            agreement_public_id=row.public_id,
            amendment=Amendment(reason="period", ends_on=NOW.date() - DAY, moves_end=True), by=here.worker, at=NOW,
        )  # fmt: skip
    assert page(here, row).line.state == "in_force"
