"""Holds: placed by the data protection officer for a reason, looked at again, lifted by a second person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from parvis.casework import queries as casework
from parvis.core.actions import action, bump, locked
from parvis.core.house import house
from parvis.core.rows import hold as one_at_a_time
from parvis.core.transitions import move, record_transition
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.oversight.choices import HoldReason, HoldState
from parvis.oversight.errors import HeldAlready, NeedsAnother
from parvis.oversight.models import Hold
from parvis.oversight.permissions import check_officer, holds_kept_by, holds_visible_to
from parvis.oversight.rules import HOLD, LONGEST
from parvis.people.queries import oversight as people


@action
def place_hold(*, record: str, reason: str, words: str, review_on: date, by: Actor, at: datetime) -> Hold:
    """Nothing of this record is erased from now on. `record` is its code in the log of readings, or the number of a file.

    Raises `Invalid`, `HeldAlready`.
    """
    check_officer(by)
    person_id = people.person_of_record(by, record) or casework.person_of_case(by, record)
    wrong = _wrong_day(review_on, at=at)
    if person_id is None:
        wrong["record"] = "oversight.record_unknown"
    if reason not in HoldReason.values:
        wrong["reason"] = "not_a_choice"
    if not words.strip():
        wrong["words"] = "oversight.words_missing"
    if wrong or person_id is None:
        raise Invalid(wrong)
    people.lock_person(person_id)
    one_at_a_time("oversight.hold", person_id)
    if Hold.objects.filter(person_id=person_id).exclude(state=HoldState.LIFTED).exists():
        raise HeldAlready
    row = Hold.objects.create(
        controller_id=by.controller_id,
        person_id=person_id,
        reason=reason,
        words=words.strip(),
        placed_by_id=by.staff_id,
        placed_at=at,
        review_on=review_on,
    )
    record_transition(HOLD.name, row.pk, frm="", to=row.state, by=by, at=at, why=reason)
    return row


@action
def review_hold(
    *, hold_public_id: UUID | str, review_on: date, version: int | None = None, by: Actor, at: datetime
) -> Hold:
    """Still needed: looked at again by that day."""
    row = _kept(hold_public_id, version, by)
    if wrong := _wrong_day(review_on, at=at):
        raise Invalid(wrong)
    row.review_on = review_on
    return _saved(row)


@action
def ask_to_lift(*, hold_public_id: UUID | str, words: str, version: int | None = None, by: Actor, at: datetime) -> Hold:
    """No longer needed, says the officer, and why. It stands until somebody else says so too."""
    row = _kept(hold_public_id, version, by)
    if not words.strip():
        raise Invalid({"words": "oversight.words_missing"})
    move(row, HoldState.LIFT_ASKED, machine=HOLD, by=by, at=at)
    row.asked_by_id, row.asked_at, row.asked_words = by.staff_id, at, words.strip()
    return _saved(row)


@action
def go_on_holding(*, hold_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Hold:
    """The officer takes back that it is no longer needed."""
    row = _kept(hold_public_id, version, by)
    move(row, HoldState.STANDING, machine=HOLD, by=by, at=at)
    row.asked_by_id, row.asked_at, row.asked_words = None, None, ""
    return _saved(row)


@action
def lift(*, hold_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Hold:
    """The second yes: an administrator's or another officer's. From now the clocks count again. `NeedsAnother`."""
    row = locked(holds_visible_to(by), public_id=hold_public_id, version=version)
    if row.state == HoldState.LIFT_ASKED and row.asked_by_id == by.staff_id:
        raise NeedsAnother
    move(row, HoldState.LIFTED, machine=HOLD, by=by, at=at)
    row.lifted_by_id, row.lifted_at = by.staff_id, at
    return _saved(row)


def _kept(public_id: UUID | str, version: int | None, by: Actor) -> Hold:
    return locked(holds_kept_by(by).exclude(state=HoldState.LIFTED), public_id=public_id, version=version)


def _wrong_day(review_on: date, *, at: datetime) -> dict[str, str]:
    today = house().day(at)
    if review_on <= today:
        return {"review_on": "past"}
    return {"review_on": "oversight.within_a_year"} if review_on > today + LONGEST else {}


def _saved(row: Hold) -> Hold:
    bump(row)
    row.save()
    return row
