"""For a person who gives her own time: her offers with who asks and which days, and one day of hers. One query each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parvis.core.house import house
from parvis.core.nested import Nested, columns_of, moment, rows_in
from parvis.core.prepared import PreparedFor, known_id, the_one
from parvis.core.texts import Text, best, nested_translations, translations_in
from parvis.engagement.choices import AttendanceState, OfferState, SessionState
from parvis.engagement.models import Attendance, Engagement, Offer, Session, Support
from parvis.engagement.permissions import offers_kept_by, sessions_worked_by
from parvis.engagement.queries.dates import ASKED_FOR
from parvis.engagement.queries.giving import ExpectedLine, RosterLine, expected_line, numbered, roster_line
from parvis.engagement.queries.offers import OfferView, offer_view, with_holding
from parvis.engagement.queries.places import address_of, told_place
from parvis.engagement.queries.sessions import SessionView, session_view, with_places
from parvis.engagement.queries.supports import SupportView, support_view
from parvis.engagement.rules import OPEN
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """A day of an offer: `expected` are those of whom nobody has said whether they came."""

    public_id: UUID
    starts_at: datetime
    state: str
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOffer:
    """An offer of hers: everybody who ever asked, in the order of asking, and its days, the first first."""

    offer: OfferView
    lines: list[RosterLine]
    days: list[DayLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDay:
    """A day of hers, with who is expected and what each needs in order to come."""

    session: SessionView
    address: str
    organisation_id: int
    offer_kind: str
    offer_title: Text
    lines: list[ExpectedLine]
    supports: dict[int, list[SupportView]]  # by attendance


def given_offers(actor: Actor, at: datetime) -> list[GivenOffer]:
    """What a person gives now, and what is over but not at its end with somebody; who asks for it first. One query."""
    _herself(actor)
    rows = _OFFERS.rows(actor, at=at, today=house().day(at), language=actor.language)
    texts = translations_in(rows)
    found = [GivenOffer(offer=offer_view(row, texts), lines=_lines(row, at), days=_days(row)) for row in rows]
    return sorted(found, key=lambda one: not any(line.state == "requested" for line in one.lines))


def given_day(actor: Actor, session_public_id: UUID | str, at: datetime) -> GivenDay:
    """One day that she gives, or `NotFound`. One query."""
    _herself(actor)
    row = the_one(_DAY.rows(actor, session=known_id(session_public_id), at=at, language=actor.language))
    numbers = numbered(person for (person,) in row.nested_asked)
    title = best(translations_in([row], "offer_id"), (row.offer_id, "title"), row.offer.title, row.offer.language)
    return GivenDay(
        session=session_view(row),
        address=address_of(told_place(row)),
        organisation_id=row.organisation_id,
        offer_kind=row.offer.kind,
        offer_title=title,
        lines=[expected_line(one, numbers, one.size) for one in rows_in(Attendance, row.nested_coming, "size")],  # type: ignore[attr-defined]
        supports=_by_attendance(rows_in(Support, row.nested_supports)),
    )


def _herself(actor: Actor) -> None:
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound


def _build_offers(actor: Actor, *, at: datetime, today: date, language: str) -> QuerySet[Offer]:
    of = {"offer": OuterRef("pk")}
    asked = Engagement.objects.filter(**of).order_by("id")
    over = Q(state=OfferState.CLOSED) | Q(ends_on__lt=today)
    there = Attendance.objects.filter(session=OuterRef("pk"), state=AttendanceState.EXPECTED)
    expected = there.order_by().values("session").annotate(n=Count("pk")).values("n")
    days = Session.objects.filter(
        **of, starts_at__gte=at - ASKED_FOR, state__in=[SessionState.PLANNED, SessionState.HELD]
    ).annotate(expected=Coalesce(Subquery(expected), 0))
    rows = with_holding(offers_kept_by(actor), at).exclude(over & ~Exists(asked.filter(state__in=sorted(OPEN))))
    return rows.annotate(
        nested_asked=Nested(asked, *columns_of(Engagement), "session__starts_at"),
        nested_days=Nested(days.order_by("starts_at", "id"), "public_id", "starts_at", "state", "expected"),
        nested_texts=nested_translations("offer", language),
    ).order_by("starts_on", "id")


def _build_day(actor: Actor, *, session: UUID, at: datetime, language: str) -> QuerySet[Session]:
    rows = with_places(sessions_worked_by(actor).filter(public_id=session), at).select_related("offer", "location")
    there = Attendance.objects.filter(session=OuterRef("pk")).order_by("id")
    asked = Engagement.objects.filter(offer=OuterRef("offer")).order_by("id")
    needed = Support.objects.filter(attendance__session=OuterRef("pk")).order_by("id")
    return rows.annotate(
        nested_coming=Nested(there, *columns_of(Attendance), "engagement__size"),
        nested_asked=Nested(asked, "person_id"),
        nested_supports=Nested(needed, *columns_of(Support)),
        nested_texts=nested_translations("offer", language, "offer_id"),
    )


_OFFERS, _DAY = PreparedFor(_build_offers), PreparedFor(_build_day)


def _lines(row: Any, at: datetime) -> list[RosterLine]:
    asked = rows_in(Engagement, row.nested_asked, "session_starts_at")
    numbers = numbered(one.person_id for one in asked)
    shown = [one for one in asked if one.state != "interested"]
    return [
        roster_line(one, numbers, at, moment(one.session_starts_at))  # type: ignore[attr-defined]
        for one in sorted(shown, key=lambda one: (one.requested_at or at, one.pk))
    ]


def _days(row: Any) -> list[DayLine]:
    found = []
    for public_id, starts_at, state, expected in row.nested_days:
        starts = moment(starts_at)
        assert starts is not None
        found.append(DayLine(public_id=UUID(str(public_id)), starts_at=starts, state=state, expected=expected))
    return found


def _by_attendance(rows: Iterable[Support]) -> dict[int, list[SupportView]]:
    found: dict[int, list[SupportView]] = {}
    for row in rows:
        found.setdefault(row.attendance_id, []).append(support_view(row))
    return found
