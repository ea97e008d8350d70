"""Signatures: on screen by the party itself, on paper or by word of mouth noted at the desk; and the right to say no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import locked, one
from parvis.engagement.actions.agreement_steps import moved, must_be, note_owing, voided, who_signs
from parvis.engagement.agreement_choices import AgreementState, EditionState, SignatureManner, VoidReason
from parvis.engagement.agreement_errors import NothingToSign, TextChanged
from parvis.engagement.agreement_facts import covered, digest_of
from parvis.engagement.agreement_policy import agreements_visible_to, agreements_worked_by, parties_signed_by
from parvis.engagement.agreement_rules import state_after
from parvis.engagement.models import Agreement, Clause, Edition, Party, Signature
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid

ASKED = (AgreementState.TO_SIGN, AgreementState.PARTLY_SIGNED, AgreementState.AMENDED)


@action
def sign(*, agreement_public_id: UUID | str, edition: int, party: int, by: Actor, at: datetime) -> Signature:
    """The party, or who signs for it, says yes to an edition that she has read.

    Two parties may sign at once: a form is not made stale by another's signature, only by another text (`TextChanged`).
    """
    row = locked(agreements_visible_to(by), public_id=agreement_public_id)
    signer = one(parties_signed_by(by), agreement=row, number=party)
    return _sign(row, signer, edition, SignatureManner.ON_SCREEN, signed_at=at, by=by, at=at)


@action
def record_paper_signature(
    *,
    agreement_public_id: UUID | str,
    edition: int,
    party: int,
    manner: str = SignatureManner.PAPER,
    signed_on: date | None = None,
    witness: str = "",
    by: Actor,
    at: datetime,
) -> Signature:
    """Staff note what was signed on paper, or said aloud before somebody who heard it, on a day that was not before the text."""
    row = locked(agreements_worked_by(by), public_id=agreement_public_id)
    _check_manner(manner, witness)
    must_be(row, *ASKED, at=at)
    made = one(row.editions.all(), state=EditionState.PENDING).made_at
    when = _signed_at(signed_on, made, at)
    signer = one(row.parties.all(), number=party)
    return _sign(row, signer, edition, manner, signed_at=when, by=by, at=at, witness=witness.strip()[:200])


@action
def record_paper_sheet(
    *,
    agreement_public_id: UUID | str,
    edition: int,
    manner: str = SignatureManner.PAPER,
    signed_on: date | None = None,
    witness: str = "",
    by: Actor,
    at: datetime,
) -> list[Signature]:
    """The same where one sheet bears all the signatures: everybody who still owes one is noted at once."""
    row = locked(agreements_worked_by(by), public_id=agreement_public_id)
    _check_manner(manner, witness)
    must_be(row, *ASKED, at=at)
    editions, clauses = list(row.editions.all()), list(row.clauses.all())
    pending = next(one for one in editions if one.state == EditionState.PENDING)
    if edition != pending.number:
        raise TextChanged(edition=pending.number)
    when = _signed_at(signed_on, pending.made_at, at)
    owing = list(row.parties.filter(owes_edition=pending.number).order_by("number"))
    facts: dict[str, Any] = {"signed_at": when, "by": by, "witness": witness.strip()[:200]}
    made = [_written(row, party, pending, manner, clauses=clauses, editions=editions, **facts) for party in owing]
    note_owing(row, edition, frozenset())
    if row.state == AgreementState.TO_SIGN:
        moved(row, AgreementState.PARTLY_SIGNED, by=by, at=at, why="implied")
    _follow(row, pending, AgreementState.IN_FORCE, by=by, at=at)
    return made


@action
def decline_to_sign(*, agreement_public_id: UUID | str, edition: int, party: int, by: Actor, at: datetime) -> Agreement:
    """A party says no, and owes no reason: the agreement does not come about; an amendment leaves the text as it was."""
    row = locked(agreements_visible_to(by), public_id=agreement_public_id)
    signer = one(parties_signed_by(by), agreement=row, number=party)
    _check_asked(row, signer, edition, at)
    return give_up(row, by=by, at=at)


def give_up(row: Agreement, *, by: Actor, at: datetime) -> Agreement:
    """What waits for signatures comes to nothing."""
    if row.state != AgreementState.AMENDED:
        return voided(row, VoidReason.NOT_AGREED, by=by, at=at)
    row.editions.filter(state=EditionState.PENDING).update(state=EditionState.WITHDRAWN)
    note_owing(row, row.edition, frozenset())
    return moved(row, AgreementState.IN_FORCE, by=by, at=at, why="not_amended")


def _sign(
    row: Agreement,
    party: Party,
    edition: int,
    manner: str,
    *,
    signed_at: datetime,
    by: Actor,
    at: datetime,
    witness: str = "",
) -> Signature:
    pending = _check_asked(row, party, edition, at)
    clauses, editions = list(row.clauses.all()), list(row.editions.all())
    facts: dict[str, Any] = {"signed_at": signed_at, "by": by, "witness": witness}
    signature = _written(row, party, pending, manner, clauses=clauses, editions=editions, **facts)
    must, owing = who_signs(row, pending)
    note_owing(row, edition, owing)
    _follow(row, pending, state_after(row.state, must, owing), by=by, at=at)
    return signature


def _written(
    row: Agreement,
    party: Party,
    pending: Edition,
    manner: str,
    *,
    clauses: Sequence[Clause],
    editions: Sequence[Edition],
    signed_at: datetime,
    by: Actor,
    witness: str,
) -> Signature:
    read = covered(clauses, editions, pending, party.number)
    on_screen = manner == SignatureManner.ON_SCREEN
    return Signature.objects.create(
        controller_id=row.controller_id,
        party=party,
        edition=pending.number,
        covers=[[clause.position, clause.edition] for clause in read],
        digest=digest_of(row, pending, read),
        manner=manner,
        signed_at=signed_at,
        account_id=by.staff_id if on_screen else None,
        recorded_by_id=None if on_screen else by.staff_id,
        witness=witness,
    )


def _check_manner(manner: str, witness: str) -> None:
    if manner not in {SignatureManner.PAPER, SignatureManner.ORAL}:
        raise Invalid({"manner": "not_a_choice"})
    if manner == SignatureManner.ORAL and not witness.strip():
        raise Invalid({"witness": "engagement.witness_missing"})


def _check_asked(row: Agreement, party: Party, edition: int, at: datetime) -> Edition:
    """The edition that waits, when this party is asked to sign it and has it before her eyes."""
    must_be(row, *ASKED, at=at)
    pending = one(row.editions.all(), state=EditionState.PENDING)
    if edition != pending.number:
        raise TextChanged(edition=pending.number)
    if party.owes_edition != pending.number:
        raise NothingToSign
    return pending


def _follow(row: Agreement, pending: Edition, state: str, *, by: Actor, at: datetime) -> None:
    if state == row.state:
        return
    if state == AgreementState.IN_FORCE:
        pending.state, pending.in_force_at = EditionState.IN_FORCE, at
        pending.save(update_fields=["state", "in_force_at"])
        row.ends_on = pending.ends_on
    moved(row, state, by=by, at=at)


def _signed_at(day: date | None, made: datetime, at: datetime) -> datetime:
    """Noon of the day on paper in the town's time; now when it is today."""
    today = house().day(at)
    if day is None or day == today:
        return at
    if day > today:
        raise Invalid({"signed_on": "future"})
    if day < house().day(made):
        raise Invalid({"signed_on": "engagement.signed_before_text"})
    return datetime.combine(day, time(12), tzinfo=ZoneInfo(house().time_zone))
