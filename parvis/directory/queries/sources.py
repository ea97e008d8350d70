"""What a source's ids became here."""

from __future__ import annotations

from dataclasses import dataclass

from parvis.directory.models import Location, Service


@dataclass(frozen=True, slots=True)
class Known:
    """Public ids of services and row ids of places, by the source's own ids."""

    services: dict[str, str]
    locations: dict[str, int]


def known_by_source(source: str) -> Known:
    """Everything that came from this source."""
    services = Service.objects.filter(source=source).values_list("source_id", "public_id")
    locations = Location.objects.filter(source=source).values_list("source_id", "pk")
    return Known({key: str(public_id) for key, public_id in services}, dict(locations))
