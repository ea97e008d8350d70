"""An offer as it was written, for who may write it again; and what may be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef

from parvis.core.nested import Nested
from parvis.core.rows import one
from parvis.core.texts import every_translation, nested_translations, translations_in
from parvis.engagement.kinds import Kind
from parvis.engagement.models import Quota
from parvis.engagement.permissions import kinds_given_by, offers_kept_by
from parvis.engagement.queries.offers import OfferView, offer_view, with_holding
from parvis.kernel.actor import Actor
from parvis.people.queries import PartView


@dataclass(frozen=True, slots=True)
class Translated:
    """One field in another language."""

    text: str
    read_by_native: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOffer:
    """Its own words and facts, not a reader's: `texts` by field and language, `kept` places by part."""

    id: int
    public_id: UUID
    kind: str
    title: str
    text: str
    language: str
    service_id: int | None
    location_id: int | None
    topics: tuple[str, ...]
    requirements: tuple[Any, ...]
    details: Mapping[str, Any]
    supports: tuple[str, ...]
    capacity: int | None
    starts_on: date | None
    ends_on: date | None
    state: str
    version: int
    texts: Mapping[tuple[str, str], Translated]
    kept: Mapping[str, int]
    kept_for_senders: bool


def kinds_to_give(actor: Actor, at: datetime, parts: Sequence[PartView] | None = None) -> tuple[Kind, ...]:
    """Of which kinds the actor may write an offer; none for who gives nothing. At most one query, none with her own parts in hand."""
    return kinds_given_by(actor, at, parts)


def own_offer(actor: Actor, public_id: UUID | str, at: datetime) -> OfferView:
    """One that the actor answers for, as a reader of her language sees it, or `NotFound`. One query."""
    rows = with_holding(offers_kept_by(actor), at).annotate(nested_texts=nested_translations("offer", actor.language))
    row = one(rows, public_id=public_id)
    return offer_view(row, translations_in([row]))


def written_offer(actor: Actor, public_id: UUID | str) -> WrittenOffer:
    """One that the actor answers for, or `NotFound`. Two queries."""
    quotas = Quota.objects.filter(offer=OuterRef("pk")).order_by("id")
    row: Any = one(offers_kept_by(actor).annotate(nested_kept=Nested(quotas, "part", "places")), public_id=public_id)
    texts = every_translation("offer", [row.pk]).get(row.pk, [])
    return WrittenOffer(
        id=row.pk,
        public_id=row.public_id,
        kind=row.kind,
        title=row.title,
        text=row.text,
        language=row.language,
        service_id=row.service_id,
        location_id=row.location_id,
        topics=tuple(row.topics),
        requirements=tuple(row.requirements),
        details=dict(row.details),
        supports=tuple(row.supports),
        capacity=row.capacity,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=row.state,
        version=row.version,
        texts={(text.field, text.language): Translated(text.text, text.read_by_native) for text in texts},
        kept={part: places for part, places in row.nested_kept if part},
        kept_for_senders=any(not part for part, _places in row.nested_kept),
    )
