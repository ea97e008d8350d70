"""What somebody needs in order to come: asked for, confirmed, and whether it came. Its absence is never hers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.rows import bump, locked
from parvis.core.transitions import move, record_transition
from parvis.engagement.choices import AttendanceState, SupportKind, SupportState
from parvis.engagement.errors import NotYetHeld, SessionOver, SupportAsked
from parvis.engagement.models import Attendance, Support
from parvis.engagement.permissions import attendances_visible_to, attendances_worked_by, supports_visible_to
from parvis.engagement.rules import SUPPORT
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import Invalid, NotFound

OPEN = (SupportState.ASKED, SupportState.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSupport:
    """A kind of `SupportKind`; an interpreter's language; how many children or seats."""

    kind: str
    language: str = ""
    number: int = 1


@action
def ask_support(
    *, session_public_id: UUID | str, person_id: int, support: NewSupport, by: Actor, at: datetime
) -> Support:
    """By the person for herself, or by who works with her; before the session begins."""
    rows = attendances_visible_to(by) if by.kind is ActorKind.PERSON else attendances_worked_by(by)
    row = locked(rows, session__public_id=session_public_id, person_id=person_id)
    if row.state != AttendanceState.EXPECTED or row.session.starts_at <= at:
        raise SessionOver
    return add_support(row, support, by=by, at=at)


def add_support(row: Attendance, support: NewSupport, *, by: Actor, at: datetime) -> Support:
    """The same for an attendance in hand."""
    if support.kind not in SupportKind.values:
        raise Invalid({"kind": "field.not_a_choice"})
    if not 1 <= support.number <= 20:
        raise Invalid({"number": "field.out_of_range"})
    if support.kind == SupportKind.INTERPRETER and not support.language:
        raise Invalid({"language": "field.missing"})
    if row.supports.filter(kind=support.kind, state__in=OPEN).exists():
        raise SupportAsked
    asked = Support.objects.create(
        controller_id=row.controller_id,
        attendance=row,
        kind=support.kind,
        language=support.language,
        number=support.number,
    )
    record_transition(SUPPORT.name, asked.pk, frm="", to=asked.state, by=by, at=at)
    return asked


@action
def confirm_support(*, support_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Support:
    """Somebody will be there."""
    return _to(support_public_id, SupportState.CONFIRMED, version=version, by=by, at=at)


@action
def support_not_available(
    *, support_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime
) -> Support:
    """It could not be found: said before, so that another day can be looked for."""
    return _to(support_public_id, SupportState.NOT_AVAILABLE, version=version, by=by, at=at)


@action
def cancel_support(*, support_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Support:
    """Not needed any more: by the person too."""
    return _to(support_public_id, SupportState.CANCELLED, version=version, by=by, at=at, herself=True)


@action
def tell_support(
    *, support_public_id: UUID | str, came: bool, version: int | None = None, by: Actor, at: datetime
) -> Support:
    """Whether the confirmed support came, once the session has begun. The person may say so herself."""
    state = SupportState.CAME if came else SupportState.NO_SHOW
    return _to(support_public_id, state, version=version, by=by, at=at, herself=True, after_start=True)


def _to(
    public_id: UUID | str,
    state: str,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
    herself: bool = False,
    after_start: bool = False,
) -> Support:
    row = locked(supports_visible_to(by), public_id=public_id, version=version)
    if by.kind is ActorKind.PERSON and row.attendance.person_id == by.person_id and not herself:
        raise NotFound
    if after_start and row.attendance.session.starts_at > at:
        raise NotYetHeld
    move(row, state, machine=SUPPORT, by=by, at=at)
    bump(row)
    row.save()
    return row
