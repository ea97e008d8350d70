"""A person decides between what stands here and what a source says."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.core.actions import action, bump, locked
from parvis.core.house import house
from parvis.directory import keeping, provenance, publishing
from parvis.directory.choices import UNDECIDED, ConflictState
from parvis.directory.errors import AlreadyDecided
from parvis.directory.models import FieldConflict, Location, Service
from parvis.directory.permissions import conflicts_kept_by
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid

CHOICES = (ConflictState.OURS, ConflictState.THEIRS, ConflictState.LATER)


@action
def settle_conflict(
    *, conflict_public_id: UUID | str, choice: str, version: int | None = None, by: Actor, at: datetime
) -> FieldConflict:
    """Keep ours, take theirs, or later. What was kept is not asked again until the source says something new.

    Raises `Invalid`, `Stale`, `NotFound`, `AlreadyDecided`.
    """
    row = locked(conflicts_kept_by(by), version=version, public_id=conflict_public_id)
    if choice not in CHOICES:
        raise Invalid({"choice": "not_a_choice"})
    if row.state not in UNDECIDED:
        raise AlreadyDecided
    if choice != ConflictState.LATER:
        subject = _subject(row)
        held = subject.provenance.get(row.field, {})
        if not provenance.is_by_hand(held) or keeping.state(subject, row.field) != row.ours:
            row.ours, row.held = keeping.state(subject, row.field), dict(held)
        if choice == ConflictState.THEIRS:
            keeping.restore(subject, row.field, row.theirs)
            entry = provenance.from_source(row.source, house().day(row.raised_at))
        else:
            entry = dict(held) | {"said": row.theirs}
        _save(subject, row.field, entry)
    row.state, row.decided_at, row.decided_by = choice, at, by.account_id
    bump(row)
    row.save()
    return row


@action
def reopen_conflict(
    *, conflict_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime
) -> FieldConflict:
    """Undo: the field is as it was before the decision, and the question is open again.

    Raises `AlreadyDecided` when the field was changed since, or when there is nothing to undo.
    """
    row = locked(conflicts_kept_by(by), version=version, public_id=conflict_public_id)
    if row.state not in CHOICES:
        raise AlreadyDecided
    if row.state != ConflictState.LATER:
        subject = _subject(row)
        expected = row.theirs if row.state == ConflictState.THEIRS else row.ours
        if keeping.state(subject, row.field) != expected or not row.held:
            raise AlreadyDecided
        keeping.restore(subject, row.field, row.ours)
        _save(subject, row.field, dict(row.held))
    row.state, row.decided_at, row.decided_by = ConflictState.OPEN, None, None
    bump(row)
    row.save()
    return row


def _subject(row: FieldConflict) -> Service | Location:
    if row.service_id is not None:
        return locked(Service.objects.all(), pk=row.service_id)
    return locked(Location.objects.all(), pk=row.location_id)


def _save(subject: Service | Location, field: str, entry: provenance.Entry) -> None:
    subject.provenance = subject.provenance | {field: entry}
    bump(subject)
    subject.save()
    if isinstance(subject, Service):
        publishing.publish([subject.pk])
    else:
        publishing.publish(subject.services.values_list("service_id", flat=True))
