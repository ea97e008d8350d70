"""Rows into the shapes that queries give back. What is confidential is dropped here, once, for every query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from parvis.core import texts
from parvis.core.days import is_public_holiday
from parvis.core.house import house
from parvis.core.texts import Text
from parvis.directory import rules
from parvis.directory.choices import ServiceStatus
from parvis.directory.models import Location, Service
from parvis.directory.shapes import LanguageView, PhoneView, PlaceView, ServiceCard
from parvis.engines.geo import haversine_km
from parvis.engines.hours import UNKNOWN, Status, status
from parvis.kernel.languages import autonym

Found = Mapping[tuple[int, str], Any]
Point = tuple[float, float]


def status_of(row: Service, at: datetime) -> Status:
    """Open or not at that moment, by the service's hours, or by its place's where it has none of its own."""
    openings, complete = rules.openings(schedules_of(row))
    if row.status != ServiceStatus.ACTIVE:
        return Status(open=False)  # its usual hours do not hold now
    if not openings:
        return UNKNOWN
    return status(openings, at, house().time_zone, is_public_holiday, complete=complete)


def schedules_of(row: Service) -> list[dict[str, Any]]:
    """The hours that count: the service's own, else those of its first place."""
    if row.schedules:
        return list(row.schedules)
    return next((list(place.schedules) for place in locations_of(row) if place.schedules), [])


def locations_of(row: Service) -> list[Location]:
    """The places of a service in their order; needs a row of `services.shown` or `services.cards`."""
    return [link.location for link in sorted(row.shown_places, key=lambda link: link.position)]  # type: ignore[attr-defined]


def point_of(row: Service) -> Point | None:
    """A point that may be shown."""
    for place in locations_of(row):
        if not place.confidential and place.latitude is not None and place.longitude is not None:
            return place.latitude, place.longitude
    return None


def nearest_km(row: Service, near: Point | None) -> float | None:
    """Distance from `near` to the nearest place that may be shown."""
    if near is None:
        return None
    points = [
        (place.latitude, place.longitude)
        for place in locations_of(row)
        if not place.confidential and place.latitude is not None and place.longitude is not None
    ]
    return min((haversine_km(*near, *point) for point in points), default=None)


def text_of(row: Service, field: str, found: Found) -> Text:
    """A field in the reader's language, or as its source has it, said to be so."""
    return texts.best(found, (row.pk, field), getattr(row, field), row.source_language)


def card(row: Service, found: Found, *, at: datetime, near: Point | None = None) -> ServiceCard:
    """A service for a list. Needs a row of `services.shown` or `services.cards`."""
    today = house().day(at)
    point = point_of(row)
    missing = row.extra.get("missing_since")
    open_to_view = [place for place in locations_of(row) if not place.confidential]
    return ServiceCard(
        id=row.pk,
        public_id=row.public_id,
        name=text_of(row, "name", found),
        summary=summary_of(row, found),
        who=who_of(row, found),
        ages=(row.minimum_age, row.maximum_age),
        topic=row.topics[0] if row.topics else "",
        topics=tuple(row.topics),
        status=status_of(row, at),
        listing=row.status,
        distance_km=nearest_km(row, near),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        place=next((place.name or place.address_1 for place in open_to_view), ""),
        languages=languages(row.languages),
        interpretation=text_of(row, "interpretation", found),
        cost_kind=row.cost_kind,
        cost=text_of(row, "cost_text", found),
        phone=next(iter(phones_of(row)), None),
        by_appointment=row.by_appointment,
        verified_on=row.verified_on,
        verified_by=row.verified_by,
        stale=bool(missing) or rules.is_stale(row.verified_on, today, house().stale_listing_days),
        missing_since=date.fromisoformat(missing) if missing else None,
        sensitive=row.is_sensitive,
        referable=row.referable,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation.name,
        has_contact=row.organisation.has_contact,
    )


def summary_of(row: Service, found: Found) -> Text:
    """One sentence: the summary, else the beginning of the description."""
    if row.summary:
        return text_of(row, "summary", found)
    whole = text_of(row, "description", found)
    return Text(rules.first_sentence(whole.text), whole.language, whole.origin, whole.stale, whole.unread)


def who_of(row: Service, found: Found) -> Text:
    """For whom it is, in one line, where it is not for everybody: by its rules, its ages, or its source's words."""
    whole = text_of(row, "eligibility_text", found)
    told = bool(row.rules) or row.minimum_age is not None or row.maximum_age is not None
    if not (told or rules.names_somebody(row.eligibility_text)):
        return Text("", whole.language)
    return Text(rules.first_sentence(whole.text, 90), whole.language, whole.origin, whole.stale, whole.unread)


def phones_of(row: Service) -> list[PhoneView]:
    """The service's numbers, else those of a place that may be shown; numbers to tap come first."""
    own = phones(row.phones)
    if own:
        return own
    for place in locations_of(row):
        if not place.confidential and place.phones:
            return phones(place.phones)
    return []


def phones(rows: Sequence[Mapping[str, Any]]) -> list[PhoneView]:
    """Numbers as they are kept; a number is valid unless it is said not to be."""
    found = [
        PhoneView(
            number=str(one.get("number", "")),
            valid=bool(one.get("valid", True)),
            extension=str(one.get("extension", "")),
            kind=str(one.get("kind", "voice")),
            description=str(one.get("description", "")),
        )
        for one in rows
        if one.get("number")
    ]
    return sorted(found, key=lambda phone: (not phone.valid, phone.kind != "voice"))


def languages(rows: Sequence[Mapping[str, Any]]) -> tuple[LanguageView, ...]:
    """Languages by their own names; one without a code keeps the source's words."""
    found: dict[str, LanguageView] = {}
    for one in rows:
        code, name = str(one.get("code", "")), str(one.get("name", ""))
        if code or name:
            found.setdefault(
                code or name,
                LanguageView(code=code, name=autonym(code) if code else name, note=str(one.get("note", ""))),
            )
    return tuple(found.values())


def place(row: Location, found: Found) -> PlaceView:
    """A place for a page; of a confidential one, only that it is."""
    if row.confidential:
        return PlaceView(name="", confidential=True, kind=row.kind)
    return PlaceView(
        name=row.name,
        lines=tuple(line for line in (row.address_1, row.address_2) if line),
        city=row.city,
        quarter=row.quarter,
        postal_code=row.postal_code,
        language=row.source_language,
        lat=row.latitude,
        lon=row.longitude,
        directions=texts.best(found, (row.pk, "directions"), row.directions, row.source_language),
        access=tuple(row.access),
        phones=tuple(phones(row.phones)),
        kind=row.kind,
    )
