"""A person's own dates, in one query: those she takes part in, those she gives of her own time, those of whom she accompanies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parvis.core.nested import Nested, columns_of, rows_in
from parvis.core.prepared import PreparedFor
from parvis.core.texts import Text, best, nested_translations, translations_in
from parvis.engagement.agreement_policy import engagements_accompanied_by
from parvis.engagement.choices import AttendanceState, SessionState
from parvis.engagement.models import Attendance, Session
from parvis.engagement.permissions import attendances_visible_to, sessions_worked_by
from parvis.engagement.queries.appointments import AppointmentView, appointment_view, with_interpreter
from parvis.engagement.queries.places import address_of, told_place
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound

MOST = 80
# So long after a session its giver is asked who came.
ASKED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostDate:
    """A session that she gives (`gives`), or at which somebody whom she accompanies is expected.

    `coming` says how many are expected there still: once it has begun, of how many nobody has told whether they came.
    """

    public_id: UUID
    offer_public_id: UUID
    offer_kind: str
    offer_title: Text
    organisation_name: str
    starts_at: datetime
    ends_at: datetime
    state: str
    place: str
    address: str
    room: str
    coming: int
    gives: bool
    engagement_ids: tuple[int, ...]  # of whom she accompanies


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDates:
    """`taken` are those she comes to as a participant; the next first in both."""

    taken: list[AppointmentView]
    hosted: list[HostDate]


def own_dates(actor: Actor, *, since: datetime) -> OwnDates:
    """The person's own from a time on; and before it those that she gave and has not told of yet. One query."""
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound
    rows = _OWN.rows(actor, person=actor.person_id, since=since, language=actor.language)
    texts = translations_in((row for row in rows if row.offer_id), "offer_id")
    return OwnDates(
        taken=[view for row in rows if row.ends_at >= since for view in _taken(row)],
        hosted=[_hosted(row, actor.person_id, texts) for row in rows if _is_hosted(row, actor.person_id)],
    )


def _build_own(actor: Actor, *, person: int, since: datetime, language: str) -> QuerySet[Session]:
    hers = attendances_visible_to(actor).filter(person_id=person)
    beside = Attendance.objects.filter(engagement__in=engagements_accompanied_by(actor).values("pk"))
    given = sessions_worked_by(actor)
    ids = hers.values("session").union(beside.values("session"), given.values("pk"))
    there = {"session": OuterRef("pk"), "state": AttendanceState.EXPECTED}
    untold = Q(
        Exists(Attendance.objects.filter(**there)),
        offer__given_by_id=person,
        starts_at__gte=since - ASKED_FOR,
        state__in=[SessionState.PLANNED, SessionState.HELD],
    )
    rows = Session.objects.filter(Q(ends_at__gte=since) | untold, pk__in=ids)
    mine = with_interpreter(hers.filter(session=OuterRef("pk")))
    return (
        rows.select_related("organisation", "host", "location", "offer")
        .annotate(
            nested_mine=Nested(mine, *columns_of(Attendance), "interpreter_state", "interpreter_language"),
            nested_beside=Nested(beside.filter(session=OuterRef("pk")), "engagement_id", "state"),
            coming=_number(Attendance.objects.filter(**there)),
            nested_texts=nested_translations("offer", language, "offer_id"),
        )
        .order_by("starts_at", "id")[:MOST]
    )


_OWN = PreparedFor(_build_own)


def _number(rows: QuerySet[Attendance]) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values("session").annotate(n=Count("pk")).values("n")), 0)


def _taken(row: Any) -> Iterable[AppointmentView]:
    for mine in rows_in(Attendance, row.nested_mine, "interpreter_state", "interpreter_language"):
        mine.session, mine.offer_ref, mine.nested_texts = row, row.offer_id, row.nested_texts  # type: ignore[attr-defined]
        yield appointment_view(mine)


def _is_hosted(row: Any, person_id: int) -> bool:
    return row.offer is not None and (row.offer.given_by_id == person_id or bool(row.nested_beside))


def _hosted(row: Any, person_id: int, texts: Any) -> HostDate:
    gives = row.offer.given_by_id == person_id
    expected = [state for _engagement, state in row.nested_beside if state == AttendanceState.EXPECTED]
    place = told_place(row)
    return HostDate(
        public_id=row.public_id,
        offer_public_id=row.offer.public_id,
        offer_kind=row.offer.kind,
        offer_title=best(texts, (row.offer_id, "title"), row.offer.title, row.offer.language),
        organisation_name=row.organisation.name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=row.state,
        place=place.name if place else "",
        address=address_of(place),
        room=row.room,
        coming=row.coming if gives else len(expected),
        gives=gives,
        engagement_ids=tuple(pk for pk, _state in row.nested_beside),
    )
