"""Organisations, places and services of the town, as incoming records of a source named `demo`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import phonenumbers

from parvis.cli.town.content import LANGUAGE, SOURCE, read, said, service_files, translations
from parvis.cli.town.stage import Stage
from parvis.core.house import house
from parvis.directory import actions as directory
from parvis.directory import queries
from parvis.directory.incoming import (
    AddressIn,
    LanguageIn,
    LocationIn,
    OrganisationIn,
    PhoneIn,
    ScheduleIn,
    ServiceIn,
    TopicIn,
    UpsertCounts,
)
from parvis.engines.hours import openings_from_osm
from parvis.kernel.actor import Actor

_NATIVE = {"read_by_native": False}
_STATUS = {"active": "active", "paused": "temporarily closed"}


def bring(*, by: Actor, at: datetime) -> UpsertCounts:
    """Bring the town's directory in; again, it changes nothing."""
    places = {row["id"]: row for row in read("places")["places"]}
    return directory.upsert_from_source(
        source=SOURCE,
        organisations=[_organisation(row, places) for row in read("organisations")["organisations"]],
        services=[_service(row, places, at) for name in service_files() for row in read(name)["services"]],
        by=by,
        at=at,
    )


def _organisation(row: Mapping[str, Any], places: Mapping[str, Any]) -> OrganisationIn:
    kind = {"faith_neutral_community": "community"}.get(row["kind"], row["kind"])
    place = places.get(row["place"])
    return OrganisationIn(
        source_id=row["id"],
        name=row["name"],
        description=said(row["description"]),
        url=row.get("url") or "",
        email=row.get("email") or "",
        phones=(_phone(row["phone"]),) if row.get("phone") else (),
        locations=(_location(place),) if place else (),
        kind=kind,
        language=LANGUAGE,
        translations=translations({"description": row["description"]}, **_NATIVE),
    )


def _location(row: Mapping[str, Any]) -> LocationIn:
    address = row.get("address") or {}
    return LocationIn(
        source_id=row["id"],
        name=row["name"],
        latitude=row.get("lat"),
        longitude=row.get("lon"),
        addresses=(
            (AddressIn(line_1=address["line1"], city=address["city"], postal_code=address["postcode"], country="FR"),)
            if address
            else ()
        ),
        transportation=said(row.get("directions")),
        quarter=row.get("quarter") or "",
        access=tuple(row.get("access") or ()),
        confidential=bool(row.get("confidential")),
        translations=translations({"directions": row.get("directions")}, **_NATIVE),
    )


def _service(row: Mapping[str, Any], places: Mapping[str, Any], at: datetime) -> ServiceIn:
    place = places.get(row["place"])
    cost, verified = row["cost"], row["verified"]
    return ServiceIn(
        source_id=row["id"],
        organisation_id=row["organisation"],
        name=said(row["name"]),
        summary=said(row["summary"]),
        description=said(row["what"]),
        eligibility_text=said(row["who"]),
        bring_text=said(row["bring"]),
        cost_kind=cost["kind"],
        fees=said(cost["text"]),
        interpretation=said(row["interpreter"]),
        url=row.get("url") or "",
        email=row.get("email") or "",
        status=_STATUS[row["lifecycle"]],
        phones=(_phone(row["phone"]),) if row.get("phone") else (),
        locations=(_location(place),) if place else (),
        schedules=_hours(row["hours"]),
        languages=tuple(LanguageIn(code=code) for code in row["languages"]),
        topics=tuple(TopicIn(code=code, vocabulary="parvis") for code in row["topics"]),
        by_appointment=row["by_appointment"],
        takes_no_referrals=not row["referable"],
        sensitive=row["sensitive"],
        rules=tuple(row["eligibility"]),
        language=LANGUAGE,
        assured_on=house().day(at - timedelta(days=verified["days_ago"])),
        assured_by=_names()[verified["by"]],
        translations=translations(
            {
                "name": row["name"],
                "summary": row["summary"],
                "description": row["what"],
                "eligibility_text": row["who"],
                "bring_text": row["bring"],
                "cost_text": cost["text"],
                "interpretation": row["interpreter"],
            },
            **_NATIVE,
        ),
    )


def _names() -> dict[str, str]:
    return {row["id"]: row["name"] for row in read("organisations")["organisations"]}


def _phone(text: str) -> PhoneIn:
    parsed = phonenumbers.parse(text, read("town")["phone_region"])
    return PhoneIn(number=phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _hours(text: str | None) -> tuple[ScheduleIn, ...]:
    if not text:
        return ()
    return tuple(
        ScheduleIn(weekday=row.weekday, opens_at=row.opens, closes_at=row.closes) for row in openings_from_osm(text)
    )


def know(stage: Stage) -> None:
    """Note the public ids of services and the row ids of places, for the cases that name them."""
    found = queries.known_by_source(SOURCE)
    stage.services.update(found.services)
    stage.locations.update(found.locations)
    for name in service_files():
        stage.receivers.update({row["id"]: row["organisation"] for row in read(name)["services"]})
