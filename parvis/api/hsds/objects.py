"""Entries of the directory as HSDS objects, brief in lists and whole by themselves."""

from __future__ import annotations

from dataclasses import replace

from parvis.api.hsds.answers import Json
from parvis.api.hsds.terms import with_ours
from parvis.directory.queries import LinkEntry, OrganisationEntry, ServiceEntry
from parvis.exchange.hsds.writer import write_link, write_organisation, write_service

# What a list leaves out unless `full` is asked for, as the standard's own list schemas do.
SERVICE_PARTS = frozenset({
    "phones", "schedules", "service_areas", "service_at_locations", "languages", "cost_options", "required_documents",
    "contacts", "attributes", "funding", "metadata",
})  # fmt: skip
ORGANISATION_PARTS = frozenset({
    "phones", "contacts", "locations", "attributes", "funding", "programs", "organization_identifiers", "services",
})  # fmt: skip
LINK_PARTS = frozenset({"phones", "schedules", "contacts", "attributes", "metadata"})


def service(entry: ServiceEntry, *, full: bool = True) -> Json:
    """A service with its organisation in brief."""
    record = replace(entry.record, topics=with_ours(entry.record.topics, entry.topics, guessed=entry.guessed))
    found = write_service(
        record,
        id=entry.public_id,
        organisation_id=entry.organisation.public_id,
        organisation=entry.organisation.record,
        location_ids=entry.location_ids,
    )
    if "organization" in found:
        found["organization"] = organisation(entry.organisation, full=False)
    found.setdefault("last_modified", entry.changed_at.isoformat())
    return found if full else _brief(found, SERVICE_PARTS)


def organisation(entry: OrganisationEntry, *, full: bool = True) -> Json:
    """An organisation, without its services."""
    found = write_organisation(entry.record, id=entry.public_id, location_ids=entry.location_ids)
    return found if full else _brief(found, ORGANISATION_PARTS)


def link(entry: LinkEntry, *, full: bool = True) -> Json:
    """A service at a place, both with it."""
    place = entry.service.location_ids[entry.place.source_id]
    found = write_link(entry.place, entry.service.public_id, place, 0)
    found = found if full else _brief(found, LINK_PARTS)
    return found | {"service": service(entry.service, full=False)}


def _brief(found: Json, without: frozenset[str]) -> Json:
    return {name: value for name, value in found.items() if name not in without}
