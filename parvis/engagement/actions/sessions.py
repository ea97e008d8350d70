"""Sessions of any sort: planned, moved, cancelled, held. Whoever is expected or gives is told, each in her own language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import bump, locked
from parvis.core.transitions import move, record_transition
from parvis.engagement import messages
from parvis.engagement.actions import expecting
from parvis.engagement.actions.hosting import hosts_of
from parvis.engagement.actions.supports import NewSupport, add_support
from parvis.engagement.choices import AttendanceState, SessionState
from parvis.engagement.errors import SessionOver
from parvis.engagement.models import Attendance, Engagement, Session
from parvis.engagement.permissions import offers_kept_by, sessions_worked_by
from parvis.engagement.rules import ATTENDANCE, SESSION
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid

KEPT = (
    "controller_id",
    "organisation_id",
    "offer_id",
    "location_id",
    "host_id",
    "room",
    "zone",
    "subject",
    "bring",
    "capacity",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """When and where; `capacity` where the session itself is what is taken."""

    starts_at: datetime
    ends_at: datetime
    location_id: int | None = None
    room: str = ""
    zone: str = ""
    capacity: int | None = None


@action
def plan_session(*, offer_public_id: UUID | str, session: NewSession, by: Actor, at: datetime) -> Session:
    """One more session of an offer: everybody who has a place in all of them is expected there."""
    offer = locked(offers_kept_by(by), public_id=offer_public_id)
    check_times(session.starts_at, session.ends_at)
    row = Session.objects.create(
        organisation_id=offer.organisation_id,
        offer=offer,
        location_id=session.location_id or offer.location_id,
        room=session.room[:80],
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.zone or house().time_zone,
        capacity=session.capacity,
    )
    record_transition(SESSION.name, row.pk, frm="", to=row.state, by=by, at=at)
    expecting.expect_everybody(row, by=by, at=at)
    return row


@action
def move_session(
    *,
    session_public_id: UUID | str,
    starts_at: datetime,
    ends_at: datetime,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Session:
    """To another time: the old one stays readable as moved, everybody expected there is expected at the new one, and what
    they had asked for is asked for again.
    """
    old = to_come(by, session_public_id, version, at)
    check_times(starts_at, ends_at)
    kept = {name: getattr(old, name) for name in KEPT}
    new = Session.objects.create(**kept, starts_at=starts_at, ends_at=ends_at, moved_from=old)
    record_transition(SESSION.name, new.pk, frm="", to=new.state, by=by, at=at)
    coming = list(old.attendances.filter(state=AttendanceState.EXPECTED).select_for_update(of=("self",)))
    for row in coming:
        _carry_over(row, new, by=by, at=at)
    Engagement.objects.filter(session=old).update(session=new)
    save(old, SessionState.MOVED, by=by, at=at)
    messages.tell([*(row.person_id for row in coming), *hosts_of(old, coming, by)], at=at)
    return new


@action
def cancel_session(
    *, session_public_id: UUID | str, by_whom: str = "organisation", version: int | None = None, by: Actor, at: datetime
) -> Session:
    """Nobody comes: `by_whom` is organisation or person."""
    session = to_come(by, session_public_id, version, at)
    session.cancelled_by = by_whom[:20]
    coming = list(session.attendances.filter(state=AttendanceState.EXPECTED))
    expecting.call_off([row.pk for row in coming], by=by, at=at)
    save(session, SessionState.CANCELLED, by=by, at=at, why=by_whom)
    if by_whom != "person":
        messages.tell([*(row.person_id for row in coming), *hosts_of(session, coming, by)], at=at)
    return session


@action
def hold(*, session_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Session:
    """It takes place."""
    session = locked(sessions_worked_by(by), public_id=session_public_id, version=version)
    return save(session, SessionState.HELD, by=by, at=at)


def to_come(by: Actor, public_id: UUID | str, version: int | None, at: datetime) -> Session:
    """A session the actor works with, locked; `SessionOver` for one that has begun."""
    session = locked(sessions_worked_by(by), public_id=public_id, version=version)
    if session.state == SessionState.PLANNED and session.starts_at <= at:
        raise SessionOver
    return session


def save(session: Session, state: str, *, by: Actor, at: datetime, why: str = "") -> Session:
    """Into this state."""
    move(session, state, machine=SESSION, by=by, at=at, why=why)
    bump(session)
    session.save()
    return session


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """An end after its start, or `Invalid`."""
    if ends_at <= starts_at:
        raise Invalid({"ends_at": "engagement.ends_before_start"})


def _carry_over(row: Attendance, new: Session, *, by: Actor, at: datetime) -> None:
    wanted = [NewSupport(kind=one.kind, language=one.language, number=one.number)
              for one in row.supports.filter(state__in=["asked", "confirmed"]).order_by("id")]  # fmt: skip
    expecting.call_off([row.pk], by=by, at=at)
    expected = Attendance.objects.create(
        controller_id=row.controller_id,
        session=new,
        person_id=row.person_id,
        engagement_id=row.engagement_id,
        case_ref=row.case_ref,
        step_ref=row.step_ref,
    )
    record_transition(ATTENDANCE.name, expected.pk, frm="", to=expected.state, by=by, at=at)
    for one in wanted:
        add_support(expected, one, by=by, at=at)
