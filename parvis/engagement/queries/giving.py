"""For who gives: what one's organisation offers, who asks, who comes. Persons have a number here; a name is theirs to tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parvis.core.house import house
from parvis.core.nested import Nested
from parvis.core.rows import one
from parvis.core.texts import Text, best, translations
from parvis.engagement import endings
from parvis.engagement.choices import AttendanceState, OfferState, SessionState
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.kinds import kind_of
from parvis.engagement.models import Attendance, Engagement, Offer, Quota, Session
from parvis.engagement.permissions import (
    attendances_worked_by,
    engagements_worked_by,
    offers_kept_by,
    sessions_worked_by,
)
from parvis.engagement.queries.engagements import state_now
from parvis.engagement.queries.offers import OfferView, offer_view, with_holding
from parvis.engagement.queries.sessions import SessionView, session_view, with_places
from parvis.engagement.rules import HOLDING
from parvis.kernel.actor import Actor
from parvis.people import queries as people

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """An offer of one's own in a list: how many ask, wait, have a place."""

    public_id: UUID
    kind: str
    title: Text
    state: str
    asking: int
    waiting: int
    holding: int
    capacity: int | None
    next_session: datetime | None
    starts_on: Any
    ends_on: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """Somebody who asks or has a place: a number in the order of asking, what is needed to decide, nothing of who it is."""

    engagement_public_id: UUID
    person_id: int
    number: int
    state: str
    part: str
    size: int
    asked_at: datetime | None
    offer_expires_at: datetime | None
    session_starts_at: datetime | None
    ending: str  # the code of its neutral sentence, whoever wished it
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlaces:
    """Places that are kept for those who come in a part, or whom an organisation sends (its name). `taken`: by such persons; not
    counted where each day has places of its own."""

    part: str
    sender: str
    places: int
    taken: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """An offer of one's own, with everybody who asked, the sessions, those to come first, and the places kept for some."""

    offer: OfferView
    lines: list[RosterLine]
    sessions: list[SessionView]
    kept: list[KeptPlaces]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLine:
    """Somebody at a session."""

    attendance_id: int
    person_id: int
    number: int
    state: str
    size: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRoster:
    """One session of an offer of one's own, and who is expected."""

    session: SessionView
    organisation_id: int
    offer_public_id: UUID
    offer_kind: str
    offer_title: Text
    lines: list[ExpectedLine]


def given_by(actor: Actor, at: datetime, *, ended: bool = False, page: int = 1) -> tuple[list[GivenLine], bool]:
    """A page of the offers one answers for, those that somebody asks for first; whether more follow. Two queries."""
    rows = offers_kept_by(actor).filter(_over(at)) if ended else offers_kept_by(actor).exclude(_over(at))
    coming = Session.objects.filter(offer=OuterRef("pk"), state=SessionState.PLANNED, starts_at__gt=at)
    first = coming.order_by().values("offer").annotate(first=Min("starts_at")).values("first")
    counted = with_holding(rows, at).annotate(
        asking=_how_many(S.REQUESTED),
        waiting=_how_many(S.WAITLISTED),
        next_session=Subquery(first),
    )
    start = (max(1, page) - 1) * PAGE
    found: list[Any] = list(counted.order_by("-asking", "starts_on", "id")[start : start + PAGE + 1])
    texts = translations("offer", [row.pk for row in found], actor.language)
    return [_given(row, texts) for row in found[:PAGE]], len(found) > PAGE


def _how_many(state: S) -> Coalesce:
    """Engagements of the outer offer in a state: counted in the index, without a row of theirs."""
    rows = Engagement.objects.filter(offer=OuterRef("pk"), state=state).order_by().values("offer")
    return Coalesce(Subquery(rows.annotate(many=Count("pk")).values("many")), 0)


def gives(actor: Actor, at: datetime) -> bool:
    """Whether the actor answers for an offer that has not ended: somebody's own time, for a person. One query."""
    return offers_kept_by(actor).exclude(_over(at)).exists()


def _over(at: datetime) -> Q:
    return Q(state=OfferState.CLOSED) | Q(ends_on__lt=house().day(at))


def roster(actor: Actor, offer_public_id: UUID | str, at: datetime) -> Roster:
    """One offer that the actor answers for, or `NotFound`. Four queries."""
    quotas = Quota.objects.filter(offer=OuterRef("pk")).order_by("id")
    kept = Nested(quotas, "part", "sender", "sender__name", "places")
    row: Any = one(with_holding(offers_kept_by(actor), at).annotate(nested_kept=kept), public_id=offer_public_id)
    asked = engagements_worked_by(actor).filter(offer=row).exclude(state=S.INTERESTED).select_related("session")
    numbers = numbers_of([row.pk])
    sessions = with_places(Session.objects.filter(offer=row), at).order_by("starts_at", "id")
    everybody = list(asked.order_by("requested_at", "id"))
    return Roster(
        offer=offer_view(row, translations("offer", [row.pk], actor.language)),
        lines=[roster_line(each, numbers, at, each.session.starts_at if each.session else None) for each in everybody],
        sessions=[session_view(each) for each in sessions],
        kept=[_kept(row, everybody, at, *quota) for quota in row.nested_kept],
    )


def _kept(
    offer: Offer, everybody: Iterable[Engagement], at: datetime, part: str, sender: int | None, name: str, places: int
) -> KeptPlaces:
    holding = [each for each in everybody if state_now(each.state, each.offer_expires_at, at) in HOLDING]
    taken = sum(each.size for each in holding if (each.part == part if part else each.sender_id == sender))
    return KeptPlaces(
        part=part, sender=name or "", places=places, taken=None if kind_of(offer.kind).picks_session else taken
    )


def not_reached(actor: Actor, session_public_id: UUID | str) -> int:
    """How many who are expected at a session no message can safely reach: somebody has to tell them. Two queries."""
    expected = attendances_worked_by(actor).filter(session__public_id=session_public_id, state=AttendanceState.EXPECTED)
    persons = set(expected.values_list("person_id", flat=True))
    return len(persons - people.safe_addresses(persons).keys())


def session_roster(actor: Actor, session_public_id: UUID | str, at: datetime) -> SessionRoster:
    """One session of an offer that the actor answers for, or `NotFound`. Five queries."""
    rows = with_places(sessions_worked_by(actor).filter(offer__in=offers_kept_by(actor)), at)
    row = one(rows.select_related("offer", "location"), public_id=session_public_id)
    offer = row.offer
    assert offer is not None  # the scope holds sessions of offers alone
    numbers = numbers_of([offer.pk])
    expected = attendances_worked_by(actor).filter(session=row).select_related("engagement").order_by("id")
    texts = translations("offer", [offer.pk], actor.language)
    return SessionRoster(
        session=session_view(row),
        organisation_id=offer.organisation_id,
        offer_public_id=offer.public_id,
        offer_kind=offer.kind,
        offer_title=best(texts, (offer.pk, "title"), offer.title, offer.language),
        lines=[expected_line(each, numbers, each.engagement.size if each.engagement else None) for each in expected],
    )


def numbers_of(offer_ids: Iterable[int]) -> dict[int, int]:
    """By person: her number in an offer, in the order in which she first asked. It tells nothing and stays the same."""
    rows: QuerySet[Any, Any] = (
        Engagement.objects.filter(offer__in=list(offer_ids)).order_by("id").values_list("person_id", flat=True)
    )
    return numbered(rows)


def numbered(persons: Iterable[int]) -> dict[int, int]:
    """The same for persons in the order in which they asked."""
    return {person: number for number, person in enumerate(dict.fromkeys(persons), start=1)}


def _given(row: Any, texts: Any) -> GivenLine:
    return GivenLine(
        public_id=row.public_id,
        kind=row.kind,
        title=best(texts, (row.pk, "title"), row.title, row.language),
        state=row.state,
        asking=row.asking,
        waiting=row.waiting,
        holding=row.holding,
        capacity=row.capacity,
        next_session=row.next_session,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def roster_line(
    row: Engagement, numbers: dict[int, int], at: datetime, session_starts_at: datetime | None
) -> RosterLine:
    """An engagement as who gives it sees it; the session is the one that was chosen."""
    state = state_now(row.state, row.offer_expires_at, at)
    return RosterLine(
        engagement_public_id=row.public_id,
        person_id=row.person_id,
        number=numbers[row.person_id],
        state=state,
        part=row.part,
        size=row.size,
        asked_at=row.requested_at,
        offer_expires_at=row.offer_expires_at if state == S.OFFERED else None,
        session_starts_at=session_starts_at,
        ending=endings.sentence(state, row.end_reason),
        version=row.version,
    )


def expected_line(row: Attendance, numbers: dict[int, int], size: int | None) -> ExpectedLine:
    """Somebody at a session; who comes without having taken it up comes alone."""
    return ExpectedLine(
        attendance_id=row.pk,
        person_id=row.person_id,
        number=numbers.get(row.person_id, 0),
        state=row.state,
        size=size or 1,
        version=row.version,
    )
