"""The services and places of the organisation one acts for, to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from parvis.core.texts import Text
from parvis.directory.models import Location, Service, ServiceLocation
from parvis.directory.permissions import services_visible_to
from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Named:
    """One line to choose."""

    id: int
    public_id: UUID
    name: Text


@dataclass(frozen=True, slots=True)
class OwnListings:
    """What one's organisation lists, by name."""

    services: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()


def own_listings(actor: Actor, *, service_id: int | None = None, location_id: int | None = None) -> OwnListings:
    """Of the organisation, none for who acts for none; and the service and the place that are chosen already, whoever's they are.

    Two queries, none for what there is nothing to look for of; names as they were written.
    """
    own = services_visible_to(actor).filter(organisation_id=actor.organisation_id or 0)
    given = ServiceLocation.objects.filter(service__in=own).values("location")
    here = Q(organisation_id=actor.organisation_id or 0) | Q(pk__in=given)
    services = Service.objects.filter(Q(pk__in=own) | Q(pk=service_id or 0)).order_by("name", "id")
    places = Location.objects.filter(here | Q(pk=location_id or 0)).order_by("name", "id")
    return OwnListings(
        services=tuple(_named(row, row.name) for row in services) if actor.organisation_id or service_id else (),
        places=tuple(_named(row, name) for row in places if (name := _called(row)))
        if actor.organisation_id or location_id
        else (),
    )


def _named(row: Service | Location, name: str) -> Named:
    return Named(row.pk, row.public_id, Text(name, row.source_language))


def _called(row: Location) -> str:
    if row.name or row.confidential:
        return row.name
    return ", ".join(part for part in (row.address_1, row.city) if part)
