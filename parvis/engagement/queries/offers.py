"""What can be taken up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from parvis.core.house import house
from parvis.core.rows import one
from parvis.core.texts import Text, best, translations
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.choices import OfferState
from parvis.engagement.kinds import as_text, kind_of, spoken
from parvis.engagement.models import Engagement, Offer
from parvis.engagement.permissions import offers_visible_to
from parvis.engagement.rules import places_left
from parvis.kernel.actor import Actor

MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """An offer for a reader; `left` is None for as many as come. `words`: details that are translated for her, a line an item."""

    id: int
    public_id: UUID
    kind: str
    title: Text
    text: Text
    organisation_id: int
    organisation_public_id: UUID
    organisation_name: str
    service_id: int | None
    location_id: int | None
    topics: tuple[str, ...]
    language: str
    spoken: tuple[str, ...] | None  # languages spoken there: the offer's own, else its service's; None is unknown
    requirements: tuple[Any, ...]
    details: dict[str, Any]
    words: dict[str, Text]
    supports: tuple[str, ...]
    capacity: int | None
    left: int | None
    starts_on: date | None
    ends_on: date | None
    state: str
    version: int


def offers_for(topic: str, language: str, at: datetime) -> list[OfferView]:
    """Open offers on a topic that have not ended, the next to start first. Public; two queries."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=house().day(at))
    rows = [
        row for row in with_holding(Offer.objects.filter(running, state=OfferState.OPEN), at) if topic in row.topics
    ]
    found = translations("offer", [row.pk for row in rows], language)
    rows.sort(key=lambda row: (row.starts_on or date.max, row.pk))
    return [offer_view(row, found) for row in rows[:MOST]]


def offers_by_id(ids: Iterable[int], language: str, at: datetime) -> dict[int, OfferView]:
    """These offers by row id, for a page of search results. Public; two queries, none for none."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = translations("offer", wanted, language)
    return {row.pk: offer_view(row, found) for row in with_holding(Offer.objects.filter(pk__in=wanted), at)}


def offer(public_id: UUID | str, language: str, at: datetime) -> OfferView:
    """One offer, or `NotFound`."""
    row = one(with_holding(offers_visible_to(Actor.public()), at), public_id=public_id)
    return offer_view(row, translations("offer", [row.pk], language))


def with_holding(rows: QuerySet[Offer], at: datetime) -> QuerySet[Offer]:
    """With `holding`, the places taken now: an offer that was not answered for in time takes none."""
    kept = ~Q(state=S.OFFERED) | Q(offer_expires_at__isnull=True) | Q(offer_expires_at__gt=at)
    # The three states stand first and by themselves: an index finds them among all who ever asked.
    taken = Engagement.objects.filter(kept, offer=OuterRef("pk"), state__in=[S.ACCEPTED, S.ACTIVE, S.OFFERED])
    number = taken.order_by().values("offer").annotate(places=Sum("size")).values("places")
    return rows.select_related("organisation").annotate(
        holding=Coalesce(Subquery(number), 0), service_languages=F("service__languages")
    )


def offer_view(row: Offer, found: Any) -> OfferView:
    """A row of `with_holding`."""
    return OfferView(
        id=row.pk,
        public_id=row.public_id,
        kind=row.kind,
        title=best(found, (row.pk, "title"), row.title, row.language),
        text=best(found, (row.pk, "text"), row.text, row.language),
        organisation_id=row.organisation_id,
        organisation_public_id=row.organisation.public_id,
        organisation_name=row.organisation.name,
        service_id=row.service_id,
        location_id=row.location_id,
        topics=tuple(row.topics),
        language=row.language,
        spoken=spoken(kind_of(row.kind).details, row.details, row.service_languages),  # type: ignore[attr-defined]
        requirements=tuple(row.requirements),
        details=dict(row.details),
        words=_words(row, found),
        supports=tuple(row.supports),
        capacity=row.capacity,
        left=places_left(row.capacity, row.holding),  # type: ignore[attr-defined]
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=row.state,
        version=row.version,
    )


def _words(row: Offer, found: Any) -> dict[str, Text]:
    keys = {code: (row.pk, f"details.{code}") for code in row.details}
    return {
        code: best(found, key, as_text(row.details[code]), row.language) for code, key in keys.items() if key in found
    }
