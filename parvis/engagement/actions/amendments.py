"""An amendment changes, adds or takes out clauses, for a reason. Only who is touched signs again; until then the old text holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import locked
from parvis.engagement.actions.agreement_parts import check_period, clean_words, wording, written
from parvis.engagement.actions.agreement_steps import moved, must_be, note_owing, who_signs
from parvis.engagement.actions.signatures import give_up
from parvis.engagement.agreement_choices import AgreementState, AmendReason
from parvis.engagement.agreement_entries import Amendment, ClauseChange
from parvis.engagement.agreement_errors import NobodyBound, NothingAmended, TranslationMissing
from parvis.engagement.agreement_facts import facts_of, lines_of
from parvis.engagement.agreement_policy import agreements_worked_by
from parvis.engagement.agreement_rules import in_force, text_of
from parvis.engagement.models import Agreement, Clause, Edition
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound


@action
def amend(
    *, agreement_public_id: UUID | str, amendment: Amendment, version: int | None = None, by: Actor, at: datetime
) -> Agreement:
    """A new edition that waits for the signatures of those it touches. One at a time."""
    row = locked(agreements_worked_by(by), public_id=agreement_public_id, version=version)
    must_be(row, AgreementState.IN_FORCE, at=at)
    if amendment.reason not in AmendReason.values:
        raise Invalid({"reason": "engagement.reason_missing"})
    ends_on = amendment.ends_on if amendment.moves_end else row.ends_on
    _check_end(row, amendment, at)
    current = _current(row)
    new = [made for change in amendment.changes if (made := _changed(row, change, current))]
    if not new and ends_on == row.ends_on:
        raise NothingAmended
    _place(row, new, current)
    row.edition += 1
    edition = Edition.objects.create(
        controller_id=row.controller_id,
        agreement=row,
        number=row.edition,
        reason=amendment.reason,
        words=clean_words(amendment.words),
        whole=ends_on != row.ends_on,
        ends_on=ends_on,
        made_at=at,
        made_by_id=by.staff_id,
    )
    for clause in new:
        clause.edition = row.edition
        clause.save(force_insert=True)
    _must, owing = who_signs(row, edition)
    note_owing(row, row.edition, owing)
    return moved(row, AgreementState.AMENDED, by=by, at=at, why=amendment.reason)


@action
def withdraw_amendment(
    *, agreement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime
) -> Agreement:
    """Staff take it back before everybody has signed: the text stays as it was."""
    row = locked(agreements_worked_by(by), public_id=agreement_public_id, version=version)
    must_be(row, AgreementState.AMENDED, at=at)
    return give_up(row, by=by, at=at)


def _current(row: Agreement) -> dict[int, Clause]:
    """The clauses in force, by their place."""
    clauses = list(row.clauses.all())
    held = text_of(lines_of(clauses), in_force(facts_of(row.editions.all())))
    keys = {(line.position, line.edition) for line in held}
    return {one.position: one for one in clauses if (one.position, one.edition) in keys}


def _changed(row: Agreement, change: ClauseChange, current: dict[int, Clause]) -> Clause | None:
    """The wording that a change makes, unsaved; None where it says what stands there already."""
    old = current.get(change.position) if change.position is not None else None
    if change.position is not None and old is None:
        raise NotFound
    if change.removed:
        if old is None:
            raise NotFound
        return _wording(row, old.position, old.binds, {"first": "", "second": "", "removed": True})
    first, second = written(row, change.first, change.second)
    if not first or (row.second_language and not second):
        raise TranslationMissing
    binds = sorted(set(change.binds))
    if old is not None and (old.first, old.second, sorted(old.binds)) == (first, second, binds):
        return None
    known = set(row.parties.values_list("number", flat=True))
    if not binds or not set(binds) <= known:
        raise NobodyBound
    before: Sequence[Clause] = [old] if old is not None else []
    return _wording(row, old.position if old else 0, binds, wording(first, second, before))


def _wording(row: Agreement, position: int, binds: list[int], facts: dict[str, object]) -> Clause:
    return Clause(controller_id=row.controller_id, agreement=row, position=position, binds=list(binds), **facts)


def _place(row: Agreement, new: list[Clause], current: dict[int, Clause]) -> None:
    """New clauses come last; the same place is changed once; something is left."""
    places = [clause.position for clause in new if clause.position]
    if len(places) != len(set(places)):
        raise Invalid({"changes": "not_a_choice"})
    taken_out = {clause.position for clause in new if clause.removed}
    if not set(current) - taken_out and not any(not clause.position for clause in new):
        raise NothingAmended
    last = max(row.clauses.values_list("position", flat=True), default=0)
    for clause in new:
        if not clause.position:
            last += 1
            clause.position = last


def _check_end(row: Agreement, amendment: Amendment, at: datetime) -> None:
    if not amendment.moves_end or amendment.ends_on is None:
        return
    check_period(row.starts_on, amendment.ends_on)
    if amendment.ends_on < house().day(at):
        raise Invalid({"ends_on": "engagement.day_over"})
