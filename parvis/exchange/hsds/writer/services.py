"""Services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from parvis.exchange.hsds.records import OrganisationRecord, ServiceRecord
from parvis.exchange.hsds.writer import parts
from parvis.exchange.hsds.writer.base import Json, email, filled, rows, sub_id, url
from parvis.exchange.hsds.writer.organisations import write_organisation
from parvis.exchange.hsds.writer.places import write_link


def write_service(
    record: ServiceRecord,
    *,
    id: UUID,  # noqa: A002 - HSDS's own word
    organisation_id: UUID,
    organisation: OrganisationRecord | None = None,
    location_ids: Mapping[str, UUID] | None = None,
) -> Json:
    """The service as HSDS 3.0, organisation and places nested. `location_ids` maps a place's `source_id` to its public id;
    a place that is not in it gets an id derived from the organisation's, so that services share it."""
    known = location_ids or {}
    places = [
        write_link(place, id, known.get(place.source_id) or sub_id(organisation_id, "location", place.source_id, n), n)
        for n, place in enumerate(record.locations)
    ]
    extra = record.extra
    program = extra.get("program")
    return filled({
        "id": id,
        "organization_id": organisation_id,
        "name": record.name,
        "alternate_name": record.alternate_name,
        "description": record.description,
        "url": url(record.url),
        "email": email(record.email),
        "status": record.status,
        "interpretation_services": record.interpretation,
        "application_process": record.application_process,
        "fees_description": record.fees,
        "fees": extra.get("fees", record.fees),
        "wait_time": record.wait_time,
        "accreditations": record.accreditations,
        "eligibility_description": record.eligibility_text,
        "minimum_age": record.minimum_age,
        "maximum_age": record.maximum_age,
        "assured_date": record.assured_on,
        "assurer_email": email(record.assured_by),
        "licenses": record.licences,
        "alert": record.alert,
        "last_modified": _moment(record.modified_at),
        "phones": parts.phones(id, record.phones),
        "schedules": parts.schedules(id, record.schedules),
        "service_areas": parts.areas(id, record.areas),
        "service_at_locations": places,
        "languages": parts.languages(id, record.languages),
        "organization": write_organisation(organisation, id=organisation_id) if organisation else None,
        "cost_options": parts.costs(id, record.costs),
        "required_documents": parts.documents(id, record.documents),
        "contacts": parts.contacts(id, record.contacts),
        "attributes": parts.attributes(id, record.topics, "service"),
        "funding": rows(extra, "funding", id, "source"),
        "metadata": parts.log(id, record.log, "service"),
        "program": _program(program, organisation_id),
    })  # fmt: skip


def _program(given: object, owner: UUID) -> Json | None:
    found = rows({"program": [given]}, "program", owner, "name", "description") if given else []
    return found[0] if found else None


def _moment(value: datetime | None) -> str:
    """RFC 3339 needs a zone; a moment without one is UTC, as HSDS says."""
    if value is None:
        return ""
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
