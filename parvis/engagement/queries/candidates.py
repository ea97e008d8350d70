"""Offers of every kind as facts for `engines.proposing`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from parvis.core.house import house
from parvis.core.texts import Found, nested_translations, translations_in
from parvis.engagement.choices import OfferState
from parvis.engagement.kinds import found_in_search, kind_of, kinds
from parvis.engagement.models import Offer
from parvis.engagement.queries.offers import OfferView, offer_view, with_holding
from parvis.engagement.queries.places import told_place
from parvis.engines.eligibility import all_of, read_rules
from parvis.engines.proposing import Candidate
from parvis.search import queries as search

MOST_A_KIND = 12
MOST_SLOTS = 200  # rows of appointments looked through for a topic


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """An offer, what is known to rank it by, and the name of the place where it is."""

    view: OfferView
    candidate: Candidate
    place: str


def offer_candidates(
    topics: Iterable[str], language: str, at: datetime, *, near: tuple[float, float] | None = None
) -> list[OfferFacts]:
    """Open offers of all kinds on any of these topics, the nearest of each kind; appointments too, which are found in no search.

    Public; two queries. Full ones are among them: one can wait for a place.
    """
    wanted = tuple(topics)
    each = search.ids_of_each(kinds=found_in_search(), topics=wanted, near=near, limit=MOST_A_KIND)
    ids = [pk for found in each.values() for pk in found]
    slots = Offer.objects.filter(state=OfferState.OPEN).exclude(kind__in=found_in_search()).order_by("-id")
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=house().day(at))
    rows = Offer.objects.filter(
        running, Q(pk__in=ids) | Q(pk__in=slots.filter(running).values("pk")[:MOST_SLOTS]), state=OfferState.OPEN
    )
    found: list[Any] = list(
        with_holding(rows, at)
        .select_related("location")
        .annotate(nested_texts=nested_translations("offer", language))
        .order_by("id")
    )
    texts = translations_in(found)
    return [_facts(row, texts) for row in found if set(row.topics) & set(wanted)]


def _facts(row: Any, texts: Found) -> OfferFacts:
    view, place = offer_view(row, texts), told_place(row)
    rules = read_rules(view.requirements)
    return OfferFacts(
        view=view,
        place=place.name if place else "",
        candidate=Candidate(
            id=str(view.public_id),
            topics=frozenset(view.topics) or frozenset({kind_of(view.kind).topic}),
            rules=all_of(*rules) if rules else None,
            place=(place.latitude, place.longitude) if place and place.latitude is not None else None,
            remote=view.kind == "self_study",
            languages=None if view.spoken is None else frozenset(view.spoken),
            documents=_documents(view),
            teaches_language=teaches_language(view.kind, view.details),
        ),
    )


def services_teaching(ids: Iterable[int], at: datetime) -> frozenset[int]:
    """Which of these services have an open offer that teaches a language. Public; one query."""
    rows = Offer.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=house().day(at)),
        service__in=list(ids),
        state=OfferState.OPEN,
        kind__in=[kind.code for kind in kinds() if kind.teaches_at],
    )
    told = rows.values_list("service_id", "kind", "details")
    return frozenset(pk for pk, kind, details in told if pk and teaches_language(kind, details))


def teaches_language(kind: str, details: Mapping[str, Any]) -> bool:
    """Whether an offer teaches a language: those of its kind do that tell at which level."""
    told = kind_of(kind).teaches_at
    return bool(told and details.get(told))


def _documents(view: OfferView) -> tuple[str, ...]:
    translated = view.words.get("bring")
    return tuple(translated.text.split("\n")) if translated else tuple(view.details.get("bring") or ())
