"""Incoming records onto rows, and rows back into records. The two halves stand together so that they cannot drift apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from parvis.directory import incoming, rules
from parvis.directory.incoming import AddressIn, LocationIn, OrganisationIn, ServiceIn, plain
from parvis.directory.models import Location, OrganisationProfile, Service
from parvis.directory.packing import clip, record, remainder

SERVICE_COLUMNS = (
    "name", "alternate_name", "summary", "description", "eligibility_text", "bring_text", "interpretation",
    "application_process", "status", "url", "email", "phones", "schedules", "languages", "by_appointment", "rules",
    "minimum_age", "maximum_age", "sensitive", "assured_on", "cost_kind", "fees",
)  # fmt: skip
SERVICE_TEXT = {"name": 300, "alternate_name": 300, "url": 500, "email": 254}
LONG = 1_000_000
LOCATION_COLUMNS = ("source_id", "name", "kind", "latitude", "longitude", "quarter", "transportation", "phones",
                    "schedules", "languages", "confidential")  # fmt: skip
PROFILE_COLUMNS = (
    "source_id",
    "name",
    "alternate_name",
    "description",
    "url",
    "email",
    "phones",
    "legal_status",
    "kind",
)
# What belongs to the link of a place with a service, not to the place.
LINK_FIELDS = ("link_source_id", "link_description")


def fill_service(row: Service, item: ServiceIn, *, language: str, source: str) -> None:
    """Columns of a service from its record; what no column holds goes to `extra`."""
    kept = remainder(item, without=(*SERVICE_COLUMNS, "source_id", "organisation_id", "locations"))
    for name, limit in SERVICE_TEXT.items():
        setattr(row, name, clip(item, name, limit, kept))
    for name in ("summary", "description", "eligibility_text", "interpretation", "application_process"):
        setattr(row, name, clip(item, name, LONG, kept))
    row.bring_text = clip(item, "bring_text", LONG, kept) or "\n".join(document.name for document in item.documents)
    row.cost_text = clip(item, "fees", LONG, kept) or rules.cost_words(item.costs)
    row.cost_kind = item.cost_kind or rules.cost_kind(item.fees, item.costs)
    if item.bring_text != row.bring_text or item.fees != row.cost_text or item.cost_kind != row.cost_kind:
        # Ours are worked out of the source's; give back what it said.
        kept["said"] = {"bring_text": item.bring_text, "fees": item.fees, "cost_kind": item.cost_kind}
    row.status = item.status if item.status in incoming.STATUSES else incoming.ACTIVE
    if row.status != item.status:
        kept["status"] = item.status
    row.minimum_age, row.maximum_age = item.minimum_age, item.maximum_age
    if not rules.ages_make_sense(item.minimum_age, item.maximum_age):
        kept |= {"minimum_age": item.minimum_age, "maximum_age": item.maximum_age}
        row.minimum_age = row.maximum_age = None
    row.phones, row.schedules, row.languages = plain(item.phones), plain(item.schedules), plain(item.languages)
    row.rules, row.by_appointment, row.sensitive = plain(item.rules), item.by_appointment, item.sensitive
    row.referable = not item.takes_no_referrals
    row.source, row.source_id, row.source_digest = source, item.source_id[:200], item.digest()
    row.source_language = (item.language or language)[:10]
    _fill_topics(row, item, kept)
    _fill_verified(row, item.assured_on, item.assured_by)
    row.extra = {"kept": kept} if kept else {}
    if kept.pop("guessed", False):
        row.extra["topics_guessed"] = True


def _fill_topics(row: Service, item: ServiceIn, kept: dict[str, Any]) -> None:
    row.topics = rules.known_topics(item.topics)
    if not row.topics:
        row.topics = rules.guess_topics(item.name, item.summary or item.description, item.topics)
        kept["guessed"] = bool(row.topics)


def _fill_verified(row: Service, on: date | None, by: str) -> None:
    # A check made here since is newer than the one that the source knows of.
    if on is not None and (row.verified_on is None or on >= row.verified_on):
        row.verified_on = on
        row.verified_by = "" if "@" in by else by[:200]


def service_record(row: Service, *, organisation: str, locations: tuple[LocationIn, ...]) -> ServiceIn:
    """The record of a service as it stands now."""
    kept = dict(row.extra.get("kept", {}))
    said = kept.pop("said", {})
    data = {name: getattr(row, name) for name in SERVICE_COLUMNS if name not in {"assured_on", "fees"}}
    data |= {"fees": row.cost_text, "assured_on": row.verified_on and row.verified_on.isoformat()}
    data |= {"source_id": row.source_id, "organisation_id": organisation} | said | kept
    found = record(ServiceIn, {name: item for name, item in data.items() if item not in ("", None)})
    return replace(found, locations=locations)


def fill_location(row: Location, item: LocationIn, *, language: str, source: str) -> None:
    """Columns of a place from its record; the first address flattened for display."""
    kept = remainder(item, without=(*LOCATION_COLUMNS, *LINK_FIELDS))
    row.source, row.source_id, row.source_language = source, item.source_id[:200], language[:10]
    row.name = clip(item, "name", 300, kept)
    row.kind, row.confidential, row.quarter = item.kind[:10], item.confidential, clip(item, "quarter", 120, kept)
    row.directions = clip(item, "transportation", LONG, kept)
    row.latitude, row.longitude = item.latitude, item.longitude
    if not rules.is_point(item.latitude, item.longitude):
        row.latitude = row.longitude = None
        if item.latitude is not None or item.longitude is not None:
            kept |= {"latitude": item.latitude, "longitude": item.longitude}
    first = next((one for one in item.addresses if one.kind != "postal"), None) or next(
        iter(item.addresses), AddressIn()
    )
    row.address_1, row.address_2 = first.line_1[:300], first.line_2[:300]
    row.city, row.state, row.postal_code = first.city[:120], first.state[:120], first.postal_code[:20]
    row.country = first.country[:2]
    row.access = list(item.access) or [one.description for one in item.accessibility if one.description]
    row.phones, row.schedules, row.languages = plain(item.phones), plain(item.schedules), plain(item.languages)
    row.extra = {"kept": kept} if kept else {}


def location_record(row: Location, link: Mapping[str, Any]) -> LocationIn:
    """The record of a place as one service or organisation has it: `link` holds what is said of it there only."""
    data = {name: getattr(row, name) for name in LOCATION_COLUMNS if name != "transportation"}
    data |= {"transportation": row.directions} | row.extra.get("kept", {}) | dict(link)
    return record(LocationIn, {name: item for name, item in data.items() if item not in ("", None)})


def fill_profile(row: OrganisationProfile, item: OrganisationIn, *, language: str) -> None:
    """What the directory adds to an organisation."""
    kept = remainder(item, without=(*PROFILE_COLUMNS, "locations"))
    if item.kind:
        kept["kind"] = item.kind
    if len(item.name) > 300:
        kept["name"] = item.name
    row.source_language = (item.language or language)[:10]
    row.alternate_name = clip(item, "alternate_name", 300, kept)
    row.description = clip(item, "description", LONG, kept)
    row.url, row.email = clip(item, "url", 500, kept), clip(item, "email", 254, kept)
    row.legal_status = clip(item, "legal_status", 200, kept)
    row.phones = plain(item.phones)
    row.year_founded = item.year_founded if 0 <= (item.year_founded or 0) < 32768 else None
    row.extra = {"kept": kept} if kept else {}


def organisation_record(row: OrganisationProfile, *, locations: tuple[LocationIn, ...]) -> OrganisationIn:
    """The record of an organisation as it stands now."""
    data = {name: getattr(row, name) for name in PROFILE_COLUMNS if name not in {"source_id", "name", "kind"}}
    data |= {"source_id": row.organisation.source_id, "name": row.organisation.name} | row.extra.get("kept", {})
    found = record(OrganisationIn, {name: item for name, item in data.items() if item not in ("", None)})
    return replace(found, locations=locations)
