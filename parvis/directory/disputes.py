"""What came of hand-written fields in an import, as conflicts: raised once, and closed when the source gives no more cause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from parvis.directory import keeping
from parvis.directory.choices import UNDECIDED, ConflictState
from parvis.directory.keeping import Dispute
from parvis.directory.models import FieldConflict, Service

Key = tuple[str, int, str]  # kind of row, row id, field


def record(found: Iterable[Dispute], *, source: str, at: datetime) -> int:
    """Raise what is new, close what is over; how many are new. A saying that a person has decided on is not raised again."""
    disputes = list(found)
    if not disputes:
        return 0
    known: dict[Key, list[FieldConflict]] = {}
    services = [one.row.pk for one in disputes if isinstance(one.row, Service)]
    locations = [one.row.pk for one in disputes if not isinstance(one.row, Service)]
    for row in (
        *FieldConflict.objects.filter(service_id__in=services),
        *FieldConflict.objects.filter(location_id__in=locations),
    ):
        known.setdefault(_key_of(row), []).append(row)
    return sum(_settle(one, known.get(_key(one), []), source=source, at=at) for one in disputes)


def _settle(one: Dispute, known: list[FieldConflict], *, source: str, at: datetime) -> bool:
    saying = keeping.digest(one.theirs) if one.theirs is not None else ""
    for row in known:
        if row.state in UNDECIDED and row.digest != saying:
            _close(row, ConflictState.AGREED if one.agreed else ConflictState.GONE, at=at)
    if one.theirs is None:
        return False
    before = next((row for row in known if row.digest == saying), None)
    if before is None:
        before = FieldConflict(digest=saying, field=one.field)
        if isinstance(one.row, Service):
            before.service_id = one.row.pk
        else:
            before.location_id = one.row.pk
    elif before.state in {*UNDECIDED, ConflictState.OURS}:
        return False
    before.source, before.ours, before.theirs, before.held = source, one.ours, one.theirs, dict(one.held or {})
    before.state, before.raised_at = ConflictState.OPEN, at
    before.decided_at = before.decided_by = None
    before.save()
    return True


def _close(row: FieldConflict, to: str, *, at: datetime) -> None:
    row.state, row.decided_at = to, at
    row.version += 1
    row.save()


def _key(one: Dispute) -> Key:
    return "service" if isinstance(one.row, Service) else "location", int(one.row.pk), one.field


def _key_of(row: FieldConflict) -> Key:
    if row.service_id is not None:
        return "service", row.service_id, row.field
    return "location", int(row.location_id or 0), row.field
