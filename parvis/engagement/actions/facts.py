"""What is written of an offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parvis.engagement.choices import OfferState
from parvis.engagement.rules import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferText:
    """`title`, `text` or a detail's own words (`details.<code>`, a line an item) in another language, and where it comes from."""

    field: str
    language: str
    text: str
    origin: str = "human"
    read_by_native: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """What is written of an offer, and may be written again. What is special to the kind stands in `details`; row ids come
    from the rooms that own them."""

    title: str
    text: str = ""
    service_id: int | None = None
    location_id: int | None = None
    topics: Sequence[str] = ()
    requirements: Sequence[Any] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    supports: Sequence[str] = ()
    capacity: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    texts: Sequence[OfferText] = ()
    quotas: Sequence[Kept] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffer(OfferFacts):
    """An offer of a kind, and who gives it; `language` is that of its own words."""

    kind: str
    organisation_id: int
    language: str = "fr"
    state: str = OfferState.OPEN
    source_id: str = ""
    given_by_id: int | None = None
    hands_on: bool = True
