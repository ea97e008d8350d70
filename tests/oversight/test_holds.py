"""Holds: who places them, who sees them, who lifts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parvis.casework import queries as casework_queries
from parvis.casework.models import Case
from parvis.core import retention
from parvis.core.models import Read, Transition
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, Refused, Stale
from parvis.oversight import actions, queries
from parvis.oversight.errors import HeldAlready, NeedsAnother
from parvis.oversight.models import Hold
from parvis.people.queries import oversight
from tests.factories import access, casework, people
from tests.factories.access import NOW
from tests.factories.casework import Town

DAY = (NOW + timedelta(days=90)).date()
SOON = NOW + timedelta(days=1)


@pytest.fixture
def here(db: None) -> Town:
    return casework.town()


@pytest.fixture
def officer(here: Town) -> Actor:
    return access.worker(here.controller, "dpo", name="Odette P.", purpose="oversight")


def place(here: Town, by: Actor, *, record: str = "", review_on: date = DAY, **facts: str) -> Hold:
    given = {"reason": "claim", "words": "A claim at the court", **facts}
    return actions.place_hold(record=record or here.case.number, review_on=review_on, by=by, at=NOW, **given)


def test_it_is_placed_by_the_code_of_a_record_or_the_number_of_a_file(here: Town, officer: Actor) -> None:
    assert place(here, officer).person_id == here.person.pk
    other = people.person(here.worker)
    code = oversight.records_of([other.pk])[other.pk]
    assert place(here, officer, record=code.lower()).person_id == other.pk
    third = people.person(here.worker)
    assert place(here, officer, record=f" {third.public_id} ").person_id == third.pk
    assert {retention.held(pk) for pk in (here.person.pk, other.pk, third.pk)} == {True}
    assert not retention.held(people.person(here.worker).pk)
    with pytest.raises(HeldAlready):
        place(here, officer)
    log = Transition.objects.filter(subject_kind="hold").order_by("id").first()
    assert log is not None
    assert (log.to, log.why, log.account_id) == ("standing", "claim", officer.account_id)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"record": "V-9999"}, "record"),
        ({"record": "0000000g"}, "record"),
        ({"record": "deadbeef-dead"}, "record"),
        ({"reason": "because"}, "reason"),
        ({"words": "  "}, "words"),
        ({"review_on": NOW.date()}, "review_on"),
        ({"review_on": (NOW + timedelta(days=400)).date()}, "review_on"),
    ],
)
def test_what_can_not_be_is_said_at_its_field(here: Town, officer: Actor, facts: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        place(here, officer, **facts)
    assert list(refused.value.fields) == [field]
    assert not Hold.objects.exists()


def test_nobody_else_places_one_and_nobody_across_controllers(here: Town, officer: Actor) -> None:
    for role in ("caseworker", "mediator", "manager", "admin", "provider"):
        with pytest.raises(NotFound):
            place(here, access.worker(here.controller, role))
    elsewhere = access.worker(access.controller(), "dpo")
    with pytest.raises(Invalid):
        place(here, elsewhere)
    row = place(here, officer)
    assert queries.hold_lines(elsewhere, NOW) == []
    for verb in (actions.lift, actions.go_on_holding):
        with pytest.raises(NotFound):
            verb(hold_public_id=row.public_id, by=elsewhere, at=NOW)


def test_it_is_lifted_by_a_second_person_who_is_told_no_reason(here: Town, officer: Actor) -> None:
    row = place(here, officer)
    admin = access.worker(here.controller, "admin", purpose="administration")
    assert queries.hold_lines(admin, NOW) == []
    with pytest.raises(NotFound):
        actions.lift(hold_public_id=row.public_id, by=admin, at=SOON)
    with pytest.raises(NotFound):
        actions.ask_to_lift(hold_public_id=row.public_id, words="x", by=admin, at=SOON)
    actions.ask_to_lift(hold_public_id=row.public_id, words="Settled", by=officer, at=SOON)
    with pytest.raises(NeedsAnother):
        actions.lift(hold_public_id=row.public_id, by=officer, at=SOON)
    (line,) = queries.hold_lines(admin, SOON)
    assert (line.reason, line.words, line.asked_words, line.asked_by) == ("", "", "", "Odette P.")
    assert retention.held(here.person.pk)
    actions.lift(hold_public_id=row.public_id, by=admin, at=SOON)
    assert not retention.held(here.person.pk)
    assert queries.hold_lines(admin, SOON) == []
    (line,) = queries.hold_lines(officer, SOON)
    assert (line.state, line.words, line.overdue) == ("lifted", "A claim at the court", False)
    with pytest.raises(NotFound):
        actions.review_hold(hold_public_id=row.public_id, review_on=DAY, by=officer, at=SOON)
    assert place(here, officer).pk != row.pk, "a later reason has a hold of its own"


def test_another_officer_may_be_the_second(here: Town, officer: Actor) -> None:
    row = place(here, officer)
    actions.ask_to_lift(hold_public_id=row.public_id, words="Settled", by=officer, at=SOON)
    actions.go_on_holding(hold_public_id=row.public_id, by=officer, at=SOON)
    second = access.worker(here.controller, "dpo")
    with pytest.raises(Refused):
        actions.lift(hold_public_id=row.public_id, by=second, at=SOON)
    actions.ask_to_lift(hold_public_id=row.public_id, words="Settled", by=officer, at=SOON)
    assert actions.lift(hold_public_id=row.public_id, by=second, at=SOON).lifted_by_id == second.account_id


def test_it_is_looked_at_again_by_a_day(here: Town, officer: Actor) -> None:
    row = place(here, officer)
    on_the_day = NOW + timedelta(days=90)
    assert queries.hold_line(officer, row.public_id, on_the_day).overdue
    later = DAY + timedelta(days=90)
    actions.review_hold(hold_public_id=row.public_id, review_on=later, version=row.version, by=officer, at=on_the_day)
    assert not queries.hold_line(officer, row.public_id, on_the_day).overdue
    with pytest.raises(Stale):
        actions.review_hold(hold_public_id=row.public_id, review_on=later, version=row.version, by=officer, at=SOON)


def test_looking_at_holds_is_noted_and_shows_no_name(here: Town, officer: Actor) -> None:
    place(here, officer)
    (line,) = queries.hold_lines(officer, NOW)
    assert line.record == str(here.person.public_id)[:8].upper()
    assert "Amal" not in repr(line)
    noted = Read.objects.filter(what="hold", person_id=here.person.pk)
    assert [(row.account_id, row.purpose) for row in noted] == [(officer.account_id, "oversight")]


def test_who_works_on_a_file_is_told_until_when_and_no_reason(here: Town, officer: Actor) -> None:
    assert casework_queries.case_kept(here.worker, here.case.public_id) is None
    Case.objects.filter(pk=here.case.pk).update(state="closed", closed_at=NOW)
    kept = casework_queries.case_kept(here.worker, here.case.public_id)
    assert kept is not None
    assert (kept.until, kept.for_a_reason) == ((NOW + timedelta(days=730)).date(), False)
    place(here, officer)
    kept = casework_queries.case_kept(here.worker, here.case.public_id)
    assert kept is not None
    assert kept.for_a_reason
    assert queries.hold_lines(here.worker, NOW) == []
    with pytest.raises(NotFound):
        casework_queries.case_kept(officer, here.case.public_id)
