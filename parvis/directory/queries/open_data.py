"""The directory as its records with their public ids, a page at a time or all: for open formats, the API's and the export's.

Nothing confidential leaves: `export.hidden` empties such places before they get here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Max, Prefetch, Q, QuerySet

from parvis.directory import keeping, mapping
from parvis.directory.incoming import LocationIn, OrganisationIn, ServiceIn, TopicIn
from parvis.directory.models import Location, OrganisationProfile, Service, ServiceLocation
from parvis.directory.packing import record
from parvis.directory.permissions import services_listed_for
from parvis.directory.queries.export import hidden
from parvis.engines.geo import boxes, haversine_km
from parvis.kernel.actor import Actor

OURS = "parvis"  # the vocabulary of `kernel.topics`
_BATCH = 500
Term = tuple[str, str]  # vocabulary, and the term's id or code in it


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """An organisation as it was brought in, and what it is called here."""

    public_id: UUID
    record: OrganisationIn
    location_ids: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEntry:
    """A service as it was brought in, with what has been confirmed here since. `topics` are Parvis's own, `guessed` when
    the source named none and its words were read.
    """

    public_id: UUID
    record: ServiceIn
    organisation: OrganisationEntry
    location_ids: Mapping[str, UUID]
    topics: tuple[str, ...]
    guessed: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEntry:
    """A service at a place."""

    public_id: UUID
    service: ServiceEntry
    place: LocationIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which services; what is None filters nothing. `ids` are row ids in the order to keep."""

    ids: Sequence[int] | None = None
    among: frozenset[int] | None = None
    public_id: UUID | None = None
    organisation: UUID | None = None
    changed_since: datetime | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None


@dataclass(frozen=True, slots=True)
class Classes:
    """Every term in use and the services (row ids) under it."""

    terms: Mapping[Term, TopicIn]
    services: Mapping[Term, frozenset[int]]


def service_entries(
    wanted: Wanted, *, offset: int = 0, limit: int = 50, places: bool = True
) -> tuple[list[ServiceEntry], int]:
    """A page of services and how many there are. Three statements, two more with their places."""
    rows = _services(wanted)
    if wanted.ids is None:
        page = list(_complete(rows, places=places).order_by("pk")[offset : offset + limit])
        return [_service(row, places=places) for row in page], rows.count()
    passing = set(rows.values_list("pk", flat=True))
    ordered = [pk for pk in wanted.ids if pk in passing]
    found = {
        row.pk: row for row in _complete(Service.objects.filter(pk__in=ordered[offset : offset + limit]), places=places)
    }
    return [_service(found[pk], places=places) for pk in ordered[offset : offset + limit]], len(ordered)


def service_stamps(wanted: Wanted, *, offset: int, limit: int) -> tuple[list[tuple[UUID, datetime]], int]:
    """Ids and when they last changed, and how many there are: for whoever keeps a copy."""
    rows = _services(wanted)
    return list(rows.order_by("pk").values_list("public_id", "changed_at")[offset : offset + limit]), rows.count()


def every_service() -> Iterator[ServiceEntry]:
    """All services, in the order they came."""
    rows = _complete(services_listed_for(Actor.public()), places=True).order_by("pk").iterator(_BATCH)
    return (_service(row, places=True) for row in rows)


def organisation_entries(
    *, ids: Sequence[UUID] | None = None, text: str = "", offset: int = 0, limit: int = 50
) -> tuple[list[OrganisationEntry], int]:
    """A page of the organisations that the directory lists, with their places, and how many there are."""
    rows = OrganisationProfile.objects.select_related("organisation")
    if ids is not None:
        rows = rows.filter(organisation__public_id__in=ids)
    for word in text.split()[:6]:
        rows = rows.filter(organisation__name__icontains=word)
    page = list(rows.order_by("organisation_id")[offset : offset + limit])
    return _organisations(page), rows.count()


def every_organisation() -> Iterator[OrganisationEntry]:
    """All organisations, in the order they came."""
    rows = OrganisationProfile.objects.select_related("organisation").order_by("organisation_id").iterator(_BATCH)
    while part := list(islice(rows, _BATCH)):
        yield from _organisations(part)


def services_of(organisation: UUID) -> list[ServiceEntry]:
    """All services of one organisation, complete."""
    rows = _complete(_services(Wanted(organisation=organisation)), places=True).order_by("pk")
    return [_service(row, places=True) for row in rows]


def link_entries(
    wanted: Wanted,
    *,
    public_id: UUID | None = None,
    postal_code: str = "",
    around: tuple[float, float, float] | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[LinkEntry], int]:
    """A page of services at places. `around` is a circle (latitude, longitude, km); a confidential place is in no circle
    and has no postcode.
    """
    links = ServiceLocation.objects.filter(service__in=_services(wanted))
    if public_id is not None:
        links = links.filter(public_id=public_id)
    if postal_code or around:
        links = links.filter(location__confidential=False)
    if postal_code:
        links = links.filter(location__postal_code__istartswith=postal_code)
    if around:
        links = links.filter(pk__in=_within(links, *around))
    page = links.select_related("location", "service__organisation__profile").order_by("service_id", "position", "pk")
    return [_link(row) for row in page[offset : offset + limit]], links.count()


def classes() -> Classes:
    """The terms in use: Parvis's topics and the vocabularies of the sources. Kept until a service changes."""
    seen = services_listed_for(Actor.public()).aggregate(count=Count("pk"), last=Max("changed_at"))
    return _classes(str(connection.settings_dict["NAME"]), seen["count"], seen["last"])


@lru_cache(maxsize=2)
def _classes(store: str, count: int, last: datetime | None) -> Classes:
    terms: dict[Term, TopicIn] = {}
    services: dict[Term, set[int]] = {}
    rows = services_listed_for(Actor.public()).values_list("pk", "topics", "extra__kept__topics")
    for pk, topics, said in rows.order_by("pk").iterator(_BATCH):
        own = [TopicIn(code=code, vocabulary=OURS) for code in topics]
        for item in (*own, *(record(TopicIn, one) for one in said or ())):
            key = term_key(item)
            terms.setdefault(key, item)
            services.setdefault(key, set()).add(pk)
    return Classes(terms, {key: frozenset(found) for key, found in services.items()})


def term_key(item: TopicIn) -> Term:
    """By what a term is known within its vocabulary."""
    return item.vocabulary, item.code if item.vocabulary == OURS else item.source_id or item.code


def _services(wanted: Wanted) -> QuerySet[Service]:
    rows = services_listed_for(Actor.public())
    chosen = wanted.among
    if wanted.ids is not None:
        chosen = frozenset(wanted.ids) if chosen is None else chosen.intersection(wanted.ids)
    if chosen is not None:
        rows = rows.filter(pk__in=chosen)
    conditions = {
        "public_id": wanted.public_id,
        "organisation__public_id": wanted.organisation,
        "changed_at__gte": wanted.changed_since,
        "minimum_age__gte": wanted.minimum_age,
        "maximum_age__lte": wanted.maximum_age,
    }
    return rows.filter(**{name: value for name, value in conditions.items() if value is not None})


def _complete(rows: QuerySet[Service], *, places: bool) -> QuerySet[Service]:
    rows = rows.select_related("organisation__profile")
    if not places:
        return rows
    links = ServiceLocation.objects.select_related("location").order_by("position", "pk")
    return rows.prefetch_related(Prefetch("places", queryset=links))


def _service(row: Service, *, places: bool) -> ServiceEntry:
    links = list(row.places.all()) if places else []
    entry = mapping.service_record(
        row, organisation=row.organisation.source_id, locations=tuple(_place(link) for link in links)
    )
    entry = replace(entry, log=entry.log + keeping.log(row))
    return ServiceEntry(
        public_id=row.public_id,
        record=entry,
        organisation=_organisation_of(row),
        location_ids={_place_key(link.location): link.location.public_id for link in links},
        topics=tuple(row.topics),
        guessed=bool(row.extra.get("topics_guessed")),
        changed_at=row.changed_at,
    )


def _link(row: ServiceLocation) -> LinkEntry:
    service = _service(row.service, places=False)
    ids = {_place_key(row.location): row.location.public_id}
    return LinkEntry(public_id=row.public_id, service=replace(service, location_ids=ids), place=_place(row))


def _within(links: QuerySet[ServiceLocation], lat: float, lon: float, km: float) -> list[int]:
    inside = Q()
    for box in boxes(lat, lon, km):
        inside |= Q(location__latitude__range=(box.south, box.north), location__longitude__range=(box.west, box.east))
    points = links.filter(inside).values_list("pk", "location__latitude", "location__longitude")
    return [pk for pk, y, x in points if y is not None and x is not None and haversine_km(lat, lon, y, x) <= km]


def _place(link: ServiceLocation) -> LocationIn:
    place = _with_log(link.location, link.extra)
    named = replace(place, source_id=_place_key(link.location), link_source_id=str(link.public_id))
    return hidden(named)


def _place_key(place: Location) -> str:
    return place.source_id or str(place.public_id)


def _organisation_of(row: Service) -> OrganisationEntry:
    body = row.organisation
    profile = getattr(body, "profile", None)
    if profile is None:
        return OrganisationEntry(
            public_id=body.public_id, record=OrganisationIn(source_id=body.source_id, name=body.name)
        )
    profile.organisation = body
    # In brief: its places and its change log stand in its own entry.
    record_ = replace(mapping.organisation_record(profile, locations=()), log=())
    return OrganisationEntry(public_id=body.public_id, record=record_)


def _organisations(rows: Sequence[OrganisationProfile]) -> list[OrganisationEntry]:
    places = _places_of(rows)
    return [_organisation(row, places) for row in rows]


def _organisation(row: OrganisationProfile, places: Mapping[tuple[str, str], Location]) -> OrganisationEntry:
    said = [(places.get((row.organisation.source, key)), link) for key, link in row.extra.get("places", ())]
    own = [(place, hidden(_with_log(place, link))) for place, link in said if place is not None]
    record_ = mapping.organisation_record(row, locations=tuple(item for _place_, item in own))
    return OrganisationEntry(
        public_id=row.organisation.public_id,
        record=replace(record_, log=record_.log + keeping.log(row)),
        location_ids={item.source_id: place.public_id for place, item in own},
    )


def _with_log(place: Location, link: Mapping[str, Any]) -> LocationIn:
    found = mapping.location_record(place, link)
    return replace(found, log=found.log + keeping.log(place))


def _places_of(rows: Iterable[OrganisationProfile]) -> dict[tuple[str, str], Location]:
    wanted = {(row.organisation.source, key) for row in rows for key, _link_ in row.extra.get("places", ())}
    if not wanted:
        return {}
    sources, keys = {source for source, _key in wanted}, [key for _source, key in wanted]
    found: dict[tuple[str, str], Location] = {}
    for start in range(0, len(keys), _BATCH):
        part = Location.objects.filter(source__in=sources, source_id__in=keys[start : start + _BATCH])
        found |= {(one.source, one.source_id): one for one in part}
    return found
