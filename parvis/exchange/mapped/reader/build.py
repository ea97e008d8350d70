"""One record of a section and a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parvis.directory.incoming import (
    AccessibilityIn,
    AreaIn,
    DocumentIn,
    LocationIn,
    OrganisationIn,
    ServiceIn,
)
from parvis.engines.geo import is_place
from parvis.engines.intake.values import says_hidden
from parvis.exchange.mapped.reader import parts
from parvis.exchange.mapped.reader.made import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where the feed is from: the country of its numbers and addresses, and the box that its points lie in, if one is told."""

    region: str
    bounds: tuple[float, ...] = ()


def organisation(made: Made, ground: Ground) -> OrganisationIn:
    """An organisation; it has an id and a name."""
    simple = made.simple()
    return OrganisationIn(
        source_id=made.first("id"),
        **simple,
        phones=parts.phones(made, ground.region),
        contacts=parts.contacts(made, ground.region),
        topics=parts.terms(made),
        translations=parts.translations(made, simple),
        extra=made.rest(),
    )


def service(made: Made, ground: Ground, *, owner: str) -> ServiceIn:
    """A service without its places."""
    simple = made.simple()
    simple |= _ages(made, simple)
    return ServiceIn(
        source_id=made.first("id"),
        organisation_id=owner,
        **simple,
        phones=parts.phones(made, ground.region),
        contacts=parts.contacts(made, ground.region),
        schedules=parts.hours(made),
        languages=parts.languages(made),
        documents=tuple(DocumentIn(name=text) for text in made.every("documents")),
        areas=tuple(AreaIn(name=text) for text in made.every("areas")),
        topics=parts.topics(made),
        rules=parts.rules(made),
        translations=parts.translations(made, simple),
        extra=made.rest(),
    )


def place(made: Made, ground: Ground) -> LocationIn:
    """A place."""
    simple = made.simple()
    latitude, longitude = _point(made, ground)
    addresses = parts.addresses(made, ground.region)
    hidden = any(says_hidden(f"{one.line_1} {one.line_2} {one.attention}") for one in addresses)
    return LocationIn(
        source_id=made.first("id"),
        **simple,
        latitude=latitude,
        longitude=longitude,
        addresses=addresses,
        phones=parts.phones(made, ground.region),
        contacts=parts.contacts(made, ground.region),
        schedules=parts.hours(made),
        languages=parts.languages(made),
        accessibility=tuple(AccessibilityIn(description=text) for text in made.every("accessibility")),
        access=tuple(made.every("access")),
        confidential=made.flag("confidential") or hidden,
        translations=parts.translations(made, simple),
        extra=made.rest(),
    )


def _ages(made: Made, simple: dict[str, Any]) -> dict[str, int]:
    lowest, highest = simple.get("minimum_age"), simple.get("maximum_age")
    if lowest is None or highest is None or lowest <= highest:
        return {}
    made.desk.repaired(made.raw.row, "minimum_age", "age.swapped", f"{lowest}-{highest}")
    return {"minimum_age": highest, "maximum_age": lowest}


def _point(made: Made, ground: Ground) -> tuple[float | None, float | None]:
    """A point that can be one. Latitude and longitude the wrong way round are put right when only so they lie in the feed's box."""
    given = made.first("latitude"), made.first("longitude")
    if not any(given):
        return None, None
    lat, lon = _degrees(given[0]), _degrees(given[1])
    if is_place(lat, lon) and _within(lat, lon, ground):
        return lat, lon
    if ground.bounds and is_place(lon, lat) and _within(lon, lat, ground):
        made.desk.repaired(made.raw.row, "latitude", "place.swapped", ", ".join(given))
        return lon, lat
    reason = "place.outside" if is_place(lat, lon) else "place.impossible"
    made.desk.kept(made.raw.row, "latitude", reason, ", ".join(given))
    made.row.values |= {key: text for key, text in zip(("latitude", "longitude"), given, strict=True) if text}
    return None, None


def _within(lat: float | None, lon: float | None, ground: Ground) -> bool:
    if not ground.bounds or lat is None or lon is None:
        return True
    south, west, north, east = ground.bounds
    return south <= lat <= north and west <= lon <= east


def _degrees(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
