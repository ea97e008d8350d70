"""Services and organisations as `engines.likeness` takes them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from parvis.directory.models import Location, OrganisationProfile, Service, ServiceLocation
from parvis.engines.likeness import Listed, listed

_BATCH = 1000


def services(rows: QuerySet[Service]) -> Iterator[Listed]:
    """Services with their places; of confidential ones neither address nor point is compared, since it would be shown."""
    links = ServiceLocation.objects.select_related("location").order_by("position", "pk")
    found = rows.select_related("organisation").prefetch_related(Prefetch("places", queryset=links)).order_by("pk")
    for row in found.iterator(_BATCH):
        places = [link.location for link in row.places.all() if not link.location.confidential]
        numbers = [*row.phones, *(phone for place in places for phone in place.phones)]
        yield listed(
            id=row.pk,
            name=row.name,  # an alternative name is often its organisation's
            source=row.source,
            group=row.organisation_id,
            group_name=row.organisation.name,
            phones=[str(one.get("number", "")) for one in numbers],
            site=row.url,
            email=row.email,
            points=[point for place in places if (point := _point(place))],
            addresses=[_address(place) for place in places],
            about=f"{row.summary} {row.description}",
        )


def organisations(rows: QuerySet[OrganisationProfile]) -> Iterator[Listed]:
    """Organisations with the places of their services."""
    places: dict[int, list[Location]] = {}
    links = ServiceLocation.objects.select_related("location").filter(location__confidential=False)
    for link in links.order_by("pk").iterator(_BATCH):
        places.setdefault(link.location.organisation_id, []).append(link.location)
    for row in rows.select_related("organisation").order_by("pk").iterator(_BATCH):
        own = places.get(row.organisation_id, [])
        yield listed(
            id=row.pk,
            name=row.organisation.name,
            other_name=row.alternate_name,
            source=row.organisation.source,
            phones=[str(one.get("number", "")) for one in row.phones],
            site=row.url,
            email=row.email,
            points=[point for place in own if (point := _point(place))],
            addresses=[_address(place) for place in own],
            about=row.description,
        )


def _point(place: Location) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _address(place: Location) -> tuple[str, str]:
    return place.address_1, place.postal_code or place.city
