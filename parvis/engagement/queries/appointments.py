"""Appointments of a person, of a case, of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from parvis.core.audit import log_read
from parvis.core.prepared import PreparedFor
from parvis.core.rows import one
from parvis.core.texts import Text, best, nested_translations, translations_in
from parvis.engagement.choices import SessionState, SupportKind
from parvis.engagement.models import Attendance, Support
from parvis.engagement.permissions import attendances_visible_to
from parvis.engagement.queries.places import address_of, told_place
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """A session and one person's place in it. `offer_title` is in the reader's language where it can be, empty without an offer."""

    id: int
    public_id: UUID
    person_id: int
    case_ref: int | None
    step_ref: int | None
    starts_at: datetime
    ends_at: datetime
    zone: str
    state: str
    attendance: str
    reason: str
    cancelled_by: str
    organisation_id: int
    organisation_name: str
    organisation_phone: str
    host_id: int | None
    host_name: str
    place: str
    address: str
    room: str
    subject: str
    bring: str
    interpreter_language: str
    interpreter: str  # `not_needed`, or the state of the support
    attendance_id: int
    offer_title: Text
    offer_public_id: UUID | None
    version: int


def appointments(
    *,
    case_refs: Iterable[int] | QuerySet[Any],
    language: str,
    since: datetime | None,
    until: datetime | None,
    limit: int = 100,
    newest_first: bool = False,
) -> list[AppointmentView]:
    """Of these cases, for a room above that has checked them; a queryset of ids makes it one query."""
    rows = appointment_rows(
        case_refs=case_refs, language=language, since=since, until=until, limit=limit, newest_first=newest_first
    )
    return [appointment_view(row) for row in rows]


def appointment_rows(
    *,
    case_refs: Iterable[int] | QuerySet[Any],
    language: str,
    since: datetime | None,
    until: datetime | None,
    limit: int = 100,
    newest_first: bool = False,
) -> QuerySet[Attendance]:
    """What `appointments` reads, for a prepared query of a room above; `appointment_view` shows a row."""
    rows = _full(Attendance.objects.filter(case_ref__in=case_refs), language)
    if since is not None:
        rows = rows.filter(session__ends_at__gte=since)
    if until is not None:
        rows = rows.filter(session__starts_at__lt=until)
    order = ("-session__starts_at", "-id") if newest_first else ("session__starts_at", "id")
    return rows.order_by(*order)[:limit]


def told_rows(*, case_ref: int, language: str, at: datetime, limit: int, coming: int) -> QuerySet[Attendance]:
    """For the timeline of a case, newest first: what has begun or was called off, and the next few that are planned."""
    here = Attendance.objects.filter(case_ref=case_ref)
    planned = here.filter(session__starts_at__gt=at, session__state=SessionState.PLANNED)
    following = planned.order_by("session__starts_at", "id").values("pk")[:coming]
    told = Q(session__starts_at__lte=at) | ~Q(session__state=SessionState.PLANNED) | Q(pk__in=following)
    return _full(here.filter(told), language).order_by("-session__starts_at", "-id")[:limit]


def appointments_of(actor: Actor, *, since: datetime, limit: int = 50) -> list[AppointmentView]:
    """The person's own, from a time on, the next first. One query."""
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound
    rows = _OWN.rows(actor, limit, person=actor.person_id, since=since, language=actor.language)
    return [appointment_view(row) for row in rows]


def sessions_taken(actor: Actor, engagement_id: int) -> list[AppointmentView]:
    """The sessions of an engagement one may see, the first first. One query."""
    rows = _full(attendances_visible_to(actor).filter(engagement_id=engagement_id), actor.language)
    return [appointment_view(row) for row in rows.order_by("session__starts_at", "id")]


def session_page(
    actor: Actor, session_public_id: UUID | str, at: datetime, *, person_id: int | None = None
) -> AppointmentView:
    """One appointment that the actor may see, or `NotFound`. Noted as read (`appointment`), unless it is her own."""
    rows = _full(attendances_visible_to(actor), actor.language)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    row = one(rows.order_by("id"), session__public_id=session_public_id)
    if actor.kind is not ActorKind.PERSON:
        log_read(actor=actor, person_id=row.person_id, what="appointment", at=at, subject=("session", row.session_id))
    return appointment_view(row)


# What a view shows of the five rows it is made of: four columns in five stay in the store.
_BESIDE = ("session__organisation", "session__host", "session__location", "session__offer")
_SHOWN = (
    "version", "person_id", "case_ref", "step_ref", "state", "reason", "session__public_id", "session__version", "session__starts_at",
    "session__ends_at", "session__zone", "session__state", "session__cancelled_by", "session__room", "session__subject", "session__bring",
    "session__controller_id", "session__organisation__name", "session__organisation__contact_phone", "session__host__name",
    "session__location__name", "session__location__confidential", "session__location__address_1", "session__location__city",
    "session__offer__public_id", "session__offer__title", "session__offer__language",
)  # fmt: skip


def _full(rows: QuerySet[Attendance], language: str) -> QuerySet[Attendance]:
    return with_interpreter(rows.select_related(*_BESIDE).only(*_SHOWN)).annotate(
        offer_ref=F("session__offer_id"),
        nested_texts=nested_translations("offer", language, "session__offer_id", field="title"),
    )


def with_interpreter(rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """With how the interpreter stands; all else that `appointment_view` reads is the session's, and its offer's in a language."""
    spoken = Support.objects.filter(
        attendance=OuterRef("pk"), kind=SupportKind.INTERPRETER, state__in=("asked", "confirmed", "came", "no_show")
    ).order_by("-id")
    return rows.annotate(
        interpreter_state=Subquery(spoken.values("state")[:1]),
        interpreter_language=Subquery(spoken.values("language")[:1]),
    )


def _build_own(actor: Actor, limit: int, *, person: int, since: datetime, language: str) -> QuerySet[Attendance]:
    rows = _full(attendances_visible_to(actor).filter(person_id=person, session__ends_at__gte=since), language)
    return rows.order_by("session__starts_at", "id")[:limit]


_OWN = PreparedFor(_build_own)


def appointment_view(row: Attendance) -> AppointmentView:
    session = row.session
    place = told_place(session)
    return AppointmentView(
        id=session.pk,
        public_id=session.public_id,
        person_id=row.person_id,
        case_ref=row.case_ref,
        step_ref=row.step_ref,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.zone,
        state=session.state,
        attendance=row.state,
        reason=row.reason,
        cancelled_by=session.cancelled_by,
        organisation_id=session.organisation_id,
        organisation_name=session.organisation.name,
        organisation_phone=session.organisation.contact_phone,
        host_id=session.host_id,
        host_name=session.host.name if session.host else "",
        place=place.name if place else "",
        address=address_of(place),
        room=session.room,
        subject=session.subject,
        bring=session.bring,
        interpreter_language=row.interpreter_language or "",  # type: ignore[attr-defined]
        interpreter=row.interpreter_state or "not_needed",  # type: ignore[attr-defined]
        attendance_id=row.pk,
        offer_title=_title(row),
        offer_public_id=session.offer.public_id if session.offer else None,
        version=session.version,
    )


def _title(row: Attendance) -> Text:
    offer = row.session.offer
    if offer is None:
        return Text("", "")
    return best(translations_in([row], "offer_ref"), (offer.pk, "title"), offer.title, offer.language)
