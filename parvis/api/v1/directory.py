"""The public search and one service, for anybody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Query as FromQuery
from ninja import Router, Schema
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from parvis.api.doors import Public
from parvis.core.clock import now
from parvis.directory import queries as directory
from parvis.directory.gazetteer import spot
from parvis.directory.shapes import PlaceView, ServiceCard, ServicePage
from parvis.kernel.actor import Actor
from parvis.search import queries as search
from parvis.search.shapes import Answer, Query, Spot

router = Router(tags=["directory"])
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def _known_language(code: str) -> str:
    if code not in LANGUAGES:
        raise PydanticCustomError("literal_error", "a language of the house")
    return code


Language = Annotated[str, AfterValidator(_known_language)]


class TextOut(Schema):
    """A text, its language, and how far to trust it."""

    text: str
    language: str
    origin: str
    stale: bool
    unread: bool


class CardOut(Schema):
    """One service in a list."""

    id: UUID
    name: TextOut
    summary: TextOut
    topics: list[str]
    open: bool | None
    next_open: datetime | None
    distance_km: float | None
    place: str
    languages: list[str]
    cost: str
    phone: str | None
    verified_on: date | None
    stale: bool
    why: list[str] = []


class SearchOut(Schema):
    """What was found, and how the words were read."""

    total: int
    took_ms: float
    concepts: list[str]
    corrected: list[str]
    facets: dict[str, dict[str, int]]
    results: list[CardOut]


class PlaceOut(Schema):
    """Where it is. A confidential place has neither address nor point."""

    name: str
    lines: list[str]
    city: str
    lat: float | None
    lon: float | None
    confidential: bool


class OriginOut(Schema):
    """Where a field comes from; `field` is empty for the whole listing. By hand, `by` names the organisation."""

    field: str
    source: str
    by_hand: bool
    by: str
    on: date | None
    licence: str


class ServiceOut(CardOut):
    """One service."""

    description: TextOut
    who: TextOut
    bring: TextOut
    places: list[PlaceOut]
    phones: list[str]
    url: str
    email: str
    organisation: str
    organisation_id: UUID
    provenance: list[OriginOut]


class SearchIn(Schema):
    """What may be asked."""

    q: str = Field("", max_length=200)
    lang: Language | None = None
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    within_km: float | None = Field(None, gt=0, le=20000)
    topic: str = Field("", max_length=20)
    open_now: bool = False
    offset: int = Field(0, ge=0, le=100_000)
    limit: int = Field(10, ge=1, le=100)


@router.get("/services", auth=Public(), response=SearchOut, summary="Search the directory")
def services(request: HttpRequest, asked: FromQuery[SearchIn]) -> SearchOut:
    """Services for some words, near a point, open now: the same search as the public pages."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    language = asked.lang or actor.language
    near = Spot("", asked.lat, asked.lon) if asked.lat is not None and asked.lon is not None else None
    at = now()
    query = Query(
        text=asked.q, language=language, at=at, near=near, within_km=asked.within_km, kind="service",
        topics=(asked.topic,) if asked.topic else (), open_now=asked.open_now, offset=asked.offset, limit=asked.limit,
    )  # fmt: skip
    answer = search.search(Actor.public(language), query, lambda words: spot(words, language))
    return _answer(answer, language, near)


@router.get("/services/{service_id}", auth=Public(), response=ServiceOut, summary="One service")
def service(request: HttpRequest, service_id: str, lang: Language | None = None) -> ServiceOut:
    """Everything that is said of one service, in one language."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return _service(directory.service_page(service_id, lang or actor.language, now()))


def _answer(answer: Answer, language: str, near: Spot | None) -> SearchOut:
    point = (near.lat, near.lon) if near else None
    cards = {
        card.id: card for card in directory.cards([row.object_id for row in answer.results], language, now(), point)
    }
    found = [(cards[row.object_id], row) for row in answer.results if row.object_id in cards]
    return SearchOut(
        total=answer.total,
        took_ms=round(answer.took_ms, 3),
        concepts=list(answer.understood.concepts),
        corrected=[f"{repair.written} → {repair.searched}" for repair in answer.understood.repairs],
        facets={name: dict(counts) for name, counts in answer.facets.items()},
        results=[CardOut(**_card(card), why=[why.code for why in row.why]) for card, row in found],
    )


def _card(card: ServiceCard) -> dict[str, Any]:
    return {
        "id": card.public_id,
        "name": TextOut.from_orm(card.name),
        "summary": TextOut.from_orm(card.summary),
        "topics": list(card.topics),
        "open": card.status.open,
        "next_open": card.status.next_open,
        "distance_km": card.distance_km,
        "place": card.place,
        "languages": [one.code or one.name for one in card.languages],
        "cost": card.cost_kind,
        "phone": card.phone.number if card.phone else None,
        "verified_on": card.verified_on,
        "stale": card.stale,
    }


def _place(place: PlaceView) -> PlaceOut:
    return PlaceOut(
        name=place.name, lines=list(place.lines), city=place.city, lat=place.lat, lon=place.lon,
        confidential=place.confidential,
    )  # fmt: skip


def _service(page: ServicePage) -> ServiceOut:
    return ServiceOut(
        **_card(page.card),
        description=TextOut.from_orm(page.description),
        who=TextOut.from_orm(page.who),
        bring=TextOut.from_orm(page.bring),
        places=[_place(place) for place in page.places],
        phones=[phone.number for phone in page.phones],
        url=page.url,
        email=page.email,
        organisation=page.card.organisation_name,
        organisation_id=page.organisation_public_id,
        provenance=[OriginOut.from_orm(one) for one in page.origins],
    )
