"""Who came to a session: told of one, or of everybody on a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.rows import locked
from parvis.engagement.actions import expecting
from parvis.engagement.actions.sessions import save
from parvis.engagement.choices import AttendanceState, SessionState
from parvis.engagement.errors import LineRefused, NotYetHeld
from parvis.engagement.models import Attendance, Session
from parvis.engagement.permissions import attendances_worked_by
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, ParvisError


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Of one person: an `AttendanceState`, a reason as a code, and the version of her line that the teller has read."""

    person_id: int
    state: str
    reason: str = ""
    version: int | None = None


@action
def attend(
    *, session_public_id: UUID | str, person_id: int, state: str, reason: str = "", by: Actor, at: datetime
) -> Attendance:
    """Who came: the session counts as held from the first one told. The reason is a code."""
    return _attend(session_public_id, Told(person_id=person_id, state=state, reason=reason), by=by, at=at)


@action
def attend_all(*, session_public_id: UUID | str, told: Sequence[Told], by: Actor, at: datetime) -> list[Attendance]:
    """Of everybody at once, all or nothing. Raises `LineRefused`, which says whose line could not be kept and why."""
    return [_line(session_public_id, one, by=by, at=at) for one in told]


def _line(session_public_id: UUID | str, told: Told, *, by: Actor, at: datetime) -> Attendance:
    try:
        return _attend(session_public_id, told, by=by, at=at)
    except NotFound:
        raise
    except ParvisError as error:
        raise LineRefused(told.person_id, error) from error


def _attend(session_public_id: UUID | str, told: Told, *, by: Actor, at: datetime) -> Attendance:
    if told.state not in AttendanceState.values or told.state == AttendanceState.EXPECTED:
        raise Invalid({"state": "engagement.state_unknown"})
    rows = attendances_worked_by(by)
    row = locked(rows, session__public_id=session_public_id, person_id=told.person_id, version=told.version)
    session = locked(Session.objects.all(), pk=row.session_id)
    if at < session.starts_at and told.state != AttendanceState.EXCUSED:
        raise NotYetHeld
    if session.state == SessionState.PLANNED and told.state != AttendanceState.EXCUSED:
        save(session, SessionState.HELD, by=by, at=at)
    row.reason = told.reason[:40]
    return expecting.settle(row, told.state, by=by, at=at, why=told.reason)
