"""What is asked for at sessions, for those who may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from parvis.core.rows import one
from parvis.engagement.models import Support
from parvis.engagement.permissions import supports_visible_to
from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportView:
    """One thing asked for, and how it stands."""

    public_id: UUID
    attendance_id: int
    kind: str
    language: str
    number: int
    state: str
    version: int


def session_of_support(actor: Actor, public_id: UUID | str) -> UUID:
    """The public id of the session it is asked for, or `NotFound`."""
    row = one(supports_visible_to(actor).select_related("attendance__session"), public_id=public_id)
    return row.attendance.session.public_id


def supports_of(actor: Actor, attendance_ids: Iterable[int]) -> dict[int, list[SupportView]]:
    """By attendance, in the order they were asked for. One query, none for none."""
    wanted = list(attendance_ids)
    found: dict[int, list[SupportView]] = {pk: [] for pk in wanted}
    rows = supports_visible_to(actor).filter(attendance__in=wanted).order_by("id") if wanted else Support.objects.none()
    for row in rows:
        found[row.attendance_id].append(support_view(row))
    return found


def support_view(row: Support) -> SupportView:
    """One row of those."""
    return SupportView(
        public_id=row.public_id,
        attendance_id=row.attendance_id,
        kind=row.kind,
        language=row.language,
        number=row.number,
        state=row.state,
        version=row.version,
    )
