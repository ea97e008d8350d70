"""One person's appointment, and her word that she cannot come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.events import announce
from parvis.core.house import house
from parvis.core.rows import locked
from parvis.core.transitions import record_transition
from parvis.engagement import messages
from parvis.engagement.actions import expecting
from parvis.engagement.actions.hosting import hosts_of
from parvis.engagement.actions.sessions import check_times, save
from parvis.engagement.actions.supports import NewSupport, add_support
from parvis.engagement.choices import AttendanceState, SessionState, SupportKind
from parvis.engagement.errors import SessionOver
from parvis.engagement.events import PersonCannotCome
from parvis.engagement.models import Attendance, Session
from parvis.engagement.permissions import attendances_visible_to
from parvis.engagement.rules import ATTENDANCE, SESSION
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound
from parvis.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When, where, what about, what to bring, and what the person needs in order to come."""

    starts_at: datetime
    ends_at: datetime
    subject: str = ""
    bring: str = ""
    room: str = ""
    location_id: int | None = None
    host_id: int | None = None
    interpreter_language: str = ""
    supports: Sequence[NewSupport] = ()

    @property
    def wanted(self) -> list[NewSupport]:
        """Every support, the interpreter among them."""
        spoken = [NewSupport(kind=SupportKind.INTERPRETER, language=self.interpreter_language)]
        return [*(spoken if self.interpreter_language else []), *self.supports]


@action
def book_appointment(
    *,
    person_id: int,
    appointment: Appointment,
    organisation_id: int | None = None,
    case_ref: int | None = None,
    step_ref: int | None = None,
    by: Actor,
    at: datetime,
) -> Session:
    """One person's appointment with an organisation: the actor's own unless another is named."""
    if by.kind is ActorKind.PERSON:
        raise NotFound
    person = people.person_by_id(by, person_id)
    organisation = organisation_id or by.organisation_id
    if organisation is None:
        raise NotFound
    check_times(appointment.starts_at, appointment.ends_at)
    session = Session.objects.create(
        controller_id=person.controller_id,
        organisation_id=organisation,
        location_id=appointment.location_id,
        host_id=appointment.host_id or by.account_id,
        room=appointment.room[:80],
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        zone=house().time_zone,
        subject=appointment.subject.strip(),
        bring=appointment.bring.strip(),
    )
    record_transition(SESSION.name, session.pk, frm="", to=session.state, by=by, at=at)
    expected = Attendance.objects.create(
        controller_id=person.controller_id, session=session, person_id=person.pk, case_ref=case_ref, step_ref=step_ref
    )
    record_transition(ATTENDANCE.name, expected.pk, frm="", to=expected.state, by=by, at=at)
    for support in appointment.wanted:
        add_support(expected, support, by=by, at=at)
    return session


@action
def cannot_come(*, session_public_id: UUID | str, by: Actor, at: datetime) -> Session:
    """The person says so herself, before it begins. She is excused; an appointment of hers alone is cancelled by her. Who gives
    her own time there, or accompanies her as a tutor, is told that there is news.
    """
    if by.kind is not ActorKind.PERSON:
        raise NotFound
    row = locked(attendances_visible_to(by), session__public_id=session_public_id, person_id=by.person_id)
    session = locked(Session.objects.all(), pk=row.session_id)
    if session.state != SessionState.PLANNED or session.starts_at <= at:
        raise SessionOver
    row.reason = "cannot_come"
    expecting.settle(row, AttendanceState.EXCUSED, by=by, at=at, why="cannot_come")
    if session.offer_id is None and not session.attendances.filter(state=AttendanceState.EXPECTED).exists():
        session.cancelled_by = "person"
        save(session, SessionState.CANCELLED, by=by, at=at, why="person")
    messages.tell(hosts_of(session, [row], by), at=at)
    announce(PersonCannotCome(session_id=session.pk, person_id=row.person_id, case_ref=row.case_ref, at=at, actor=by))
    return session
