"""What a person has taken up, and what waits for her word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parvis.core.prepared import Prepared, PreparedFor
from parvis.core.rows import one
from parvis.core.texts import Text, best, nested_translations, translations_in
from parvis.engagement import endings
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.models import Engagement
from parvis.engagement.permissions import engagements_visible_to, engagements_worked_by, offers_kept_by
from parvis.engagement.rules import HOLDING, OPEN
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound
from parvis.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementView:
    """A person and an offer. `state` is the one that counts: a place that was not answered for is gone."""

    id: int
    public_id: UUID
    person_id: int
    state: str
    offer_expires_at: datetime | None
    offer_public_id: UUID
    offer_kind: str
    offer_title: Text
    offer_topics: tuple[str, ...]
    organisation_id: int
    organisation_name: str
    organisation_phone: str
    starts_on: date | None
    ends_on: date | None
    session_public_id: UUID | None
    session_starts_at: datetime | None
    part: str
    size: int
    before_her: int | None  # how many wait before her; None unless she waits
    ending: str  # the code of its neutral sentence; empty while it is open
    asked_at: datetime | None
    case_ref: int | None
    step_ref: int | None
    version: int


def engagements_of(actor: Actor, person_id: int, at: datetime) -> list[EngagementView]:
    """What a person one may see has taken up, the last first. One query."""
    return shown(_OF_PERSON.rows(actor, person=person_id, language=actor.language), at)


def _build_of_person(actor: Actor, *, person: int, language: str) -> QuerySet[Engagement]:
    rows = engagements_visible_to(actor).filter(person_id=person)
    return full(rows.order_by("-created_at", "-id"), language)


_OF_PERSON = PreparedFor(_build_of_person)


@dataclass(frozen=True, slots=True)
class TakenName:
    """An open engagement as a mark beside its offer."""

    public_id: UUID
    state: str


def open_by_offer(actor: Actor, person_id: int, at: datetime) -> dict[int, TakenName]:
    """By offer: what a person one may see holds or waits for. One query."""
    rows = engagements_visible_to(actor).filter(person_id=person_id, state__in=OPEN).order_by("id")
    found = {
        offer: TakenName(public_id, state_now(state, until, at))
        for offer, public_id, state, until in rows.values_list("offer_id", "public_id", "state", "offer_expires_at")
    }
    return {offer: row for offer, row in found.items() if row.state in OPEN}


def engagements_of_cases(
    *, case_refs: Iterable[int] | QuerySet[Any], language: str, at: datetime, limit: int = 100
) -> list[EngagementView]:
    """Of these cases, for a room above that has checked them. One query."""
    rows = Engagement.objects.filter(case_ref__in=case_refs).order_by("-created_at", "-id")[:limit]
    return shown(full(rows, language), at)


def my_engagements(actor: Actor, at: datetime) -> list[EngagementView]:
    """The person's own: what waits for her word first. One query."""
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound
    return hers_first(engagements_of(actor, actor.person_id, at))


def hers_first(found: list[EngagementView]) -> list[EngagementView]:
    """What waits for her word, then the others as they came."""
    return sorted(found, key=lambda row: row.state != S.OFFERED)


def engagement(actor: Actor, public_id: UUID | str, at: datetime) -> EngagementView:
    """One that the actor may see through its person, or `NotFound`. Two queries."""
    row = one(engagements_visible_to(actor), public_id=public_id)
    return shown(full(Engagement.objects.filter(pk=row.pk), actor.language), at)[0]


def check_missing(actor: Actor, public_id: UUID | str, at: datetime) -> str:
    """For staff who see the person: `child` or `unknown` where who gives her own time has no check that counts; else empty."""
    row = one(engagements_visible_to(actor).select_related("offer"), public_id=public_id)
    giver = row.offer.given_by_id
    if actor.kind is not ActorKind.ACCOUNT or giver is None or row.state not in OPEN:
        return ""
    return people.check_missing(giver, row.person_id, at)


def offer_of_engagement(actor: Actor, public_id: UUID | str) -> UUID:
    """The public id of the offer, for who answers for it; else `NotFound`."""
    rows = engagements_worked_by(actor).filter(offer__in=offers_kept_by(actor)).select_related("offer")
    return one(rows, public_id=public_id).offer.public_id


def engagement_ids(case_ids: Iterable[int] | QuerySet[Any]) -> QuerySet[Any]:
    """The row ids of the engagements of cases, for a subquery of a room above that has checked them."""
    return Engagement.objects.filter(case_ref__in=case_ids).values("pk")


def meets_step(*, case_ref: int, step_ref: int) -> bool:
    """Whether something begun, or a place held, meets a step of a case that a room above has checked."""
    return Engagement.objects.filter(case_ref=case_ref, step_ref=step_ref, state__in=HOLDING).exists()


@dataclass(frozen=True, slots=True)
class OfferName:
    """What was taken up, for a line of a timeline."""

    kind: str
    title: str
    public_id: UUID
    engagement_public_id: UUID


def offers_named(engagement_ids: Iterable[int], language: str) -> dict[int, OfferName]:
    """By engagement, for a room above that has checked them. One query, none for none."""
    wanted = sorted(set(engagement_ids))
    if not wanted:
        return {}
    rows = _NAMED.rows(ids=wanted, language=language)
    texts = translations_in(rows, "offer_id")
    return {
        row.pk: OfferName(
            row.offer.kind,
            best(texts, (row.offer_id, "title"), row.offer.title, row.offer.language).text,
            row.offer.public_id,
            row.public_id,
        )
        for row in rows
    }


def _build_named(*, ids: list[int], language: str) -> QuerySet[Engagement]:
    rows = Engagement.objects.filter(pk__in=ids).select_related("offer")
    columns = ("public_id", "offer__kind", "offer__title", "offer__language", "offer__public_id")
    return rows.only(*columns).annotate(nested_texts=nested_translations("offer", language, "offer_id", field="title"))


_NAMED = Prepared(_build_named)


def full(rows: QuerySet[Engagement], language: str) -> QuerySet[Engagement]:
    """And all that `shown` reads: the offer, who offers, the session, and how many wait before her."""
    ahead = Engagement.objects.filter(
        offer=OuterRef("offer"), state=S.WAITLISTED, requested_at__lt=OuterRef("requested_at")
    )
    number = ahead.order_by().values("offer").annotate(n=Count("pk")).values("n")
    return rows.select_related("offer__organisation", "session").annotate(
        ahead=Coalesce(Subquery(number), 0), nested_texts=nested_translations("offer", language, "offer_id")
    )


def shown(rows: Iterable[Engagement], at: datetime) -> list[EngagementView]:
    """Rows of `full`."""
    found = list(rows)
    texts = translations_in(found, "offer_id")
    return [_view(row, texts, at) for row in found]


def _view(row: Engagement, texts: Any, at: datetime) -> EngagementView:
    offer, session = row.offer, row.session
    state = state_now(row.state, row.offer_expires_at, at)
    return EngagementView(
        id=row.pk,
        public_id=row.public_id,
        person_id=row.person_id,
        state=state,
        offer_expires_at=row.offer_expires_at if state == S.OFFERED else None,
        offer_public_id=offer.public_id,
        offer_kind=offer.kind,
        offer_title=best(texts, (offer.pk, "title"), offer.title, offer.language),
        offer_topics=tuple(offer.topics),
        organisation_id=offer.organisation_id,
        organisation_name=offer.organisation.name,
        organisation_phone=offer.organisation.contact_phone,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        session_public_id=session.public_id if session else None,
        session_starts_at=session.starts_at if session else None,
        part=row.part,
        size=row.size,
        before_her=row.ahead if state == S.WAITLISTED else None,  # type: ignore[attr-defined]
        ending=endings.sentence(state, row.end_reason),
        asked_at=row.requested_at,
        case_ref=row.case_ref,
        step_ref=row.step_ref,
        version=row.version,
    )


def state_now(state: str, expires_at: datetime | None, at: datetime) -> str:
    """The state that counts, whether or not the timer has said so."""
    gone = state == S.OFFERED and expires_at is not None and expires_at <= at
    return S.NO_LONGER if gone else state
