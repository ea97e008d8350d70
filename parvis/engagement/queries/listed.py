"""Offers in public lists: of a page of search results, of one service. One statement each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from parvis.core.house import house
from parvis.core.nested import Nested, moment
from parvis.core.prepared import Prepared
from parvis.core.texts import nested_translations, translations_in
from parvis.engagement.choices import OfferState, SessionState
from parvis.engagement.kinds import kind_of, kinds
from parvis.engagement.models import Offer, Session
from parvis.engagement.queries.offers import OfferView, offer_view, with_holding
from parvis.engagement.queries.places import told_place
from parvis.engagement.queries.sessions import with_places
from parvis.engagement.rules import places_left

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOffer:
    """An offer with where it is and its next day. Where one day is taken by itself, that is the next with a place, and `left`
    are its places; `has_days`: some are planned, with or without a place."""

    view: OfferView
    place: str
    lat: float | None
    lon: float | None
    next_at: datetime | None
    left: int | None
    has_days: bool


def listed_offers(ids: Mapping[int, str], language: str, at: datetime) -> dict[int, ListedOffer]:
    """These (row id to kind), of the kinds there are; days are looked for where one of them is taken a day at a time. Public;
    one query, none for none."""
    if not ids:
        return {}
    picks = {kind.code for kind in kinds() if kind.picks_session}
    found = _OF_PAGE.rows(not picks.isdisjoint(ids.values()), ids=sorted(ids), language=language, at=at)
    return {one.view.id: one for one in _listed(found)}


def _build_of_page(days: bool, *, ids: list[int], language: str, at: datetime) -> QuerySet[Offer]:  # noqa: FBT001 - a variant of the query, by place
    return _full(Offer.objects.filter(pk__in=ids), language, at, days=days)


_OF_PAGE = Prepared(_build_of_page)


def offers_of_service(service_id: int, language: str, at: datetime) -> list[ListedOffer]:
    """What can be taken up at a service, or at a listing that is the same: open, not ended; days to choose from come first,
    then the next to begin. Public; one query."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=house().day(at))
    of_it = Q(service_id=service_id) | Q(service__listed_as_id=service_id)
    rows = Offer.objects.filter(of_it, running, state=OfferState.OPEN).order_by(
        F("starts_on").asc(nulls_first=True), "id"
    )
    found = _listed(_full(rows[:MOST], language, at, days=True))
    return sorted(found, key=lambda one: not kind_of(one.view.kind).picks_session)


def _full(rows: QuerySet[Offer], language: str, at: datetime, *, days: bool) -> QuerySet[Offer]:
    found = with_holding(rows, at).select_related("location")
    return found.annotate(nested_texts=nested_translations("offer", language), **(_days(at) if days else {}))


def _listed(rows: Iterable[Offer]) -> list[ListedOffer]:
    known = {kind.code for kind in kinds()}
    full = [row for row in rows if row.kind in known]
    texts = translations_in(full)
    return [_one(row, texts) for row in full]


def _days(at: datetime) -> dict[str, Any]:
    """Of each offer the next day, the next with a place, and whether any is planned."""
    coming = Session.objects.filter(offer=OuterRef("pk"), state=SessionState.PLANNED, starts_at__gt=at)
    each = with_places(coming, at).order_by("starts_at", "id")
    free = each.filter(Q(capacity__isnull=True) | Q(capacity__gt=F("taken")))
    columns = ("starts_at", "capacity", "taken")
    return {"next_day": Nested(each[:1], *columns), "next_free": Nested(free[:1], *columns), "has_days": Exists(coming)}


def _one(row: Any, texts: Any) -> ListedOffer:
    view, place = offer_view(row, texts), told_place(row)
    picks = kind_of(row.kind).picks_session
    days = getattr(row, "next_free" if picks else "next_day", [])
    starts_at, capacity, taken = days[0] if days else (None, None, 0)
    return ListedOffer(
        view=view,
        place=place.name if place else "",
        lat=place.latitude if place else None,
        lon=place.longitude if place else None,
        next_at=moment(starts_at),
        left=places_left(capacity, taken) if picks else view.left,
        has_days=getattr(row, "has_days", False),
    )
