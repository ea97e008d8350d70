"""Organisations."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from parvis.exchange.hsds.records import OrganisationRecord
from parvis.exchange.hsds.values import as_uuid
from parvis.exchange.hsds.writer import parts
from parvis.exchange.hsds.writer.base import Json, email, filled, rows, sub_id, texts, url
from parvis.exchange.hsds.writer.places import write_location


def write_organisation(
    record: OrganisationRecord,
    *,
    id: UUID,  # noqa: A002 - HSDS's own word
    location_ids: Mapping[str, UUID] | None = None,
    parent_id: UUID | None = None,
) -> Json:
    """The organisation as HSDS 3.0. `parent_id` is the public id of its parent, if the caller knows it."""
    known = location_ids or {}
    places = [
        write_location(p, known.get(p.source_id) or sub_id(id, "location", p.source_id, n))
        for n, p in enumerate(record.locations)
    ]
    extra = record.extra
    return filled({
        "id": id,
        "name": record.name,
        "alternate_name": record.alternate_name,
        "email": email(record.email),
        "website": url(record.url),
        "year_incorporated": record.year_founded,
        "legal_status": record.legal_status,
        "logo": record.logo_url,
        "parent_organization_id": parent_id or as_uuid(record.parent_source_id),
        "phones": parts.phones(id, record.phones),
        "contacts": parts.contacts(id, record.contacts),
        "locations": places,
        "attributes": parts.attributes(id, record.topics, "organization"),
        "funding": rows(extra, "funding", id, "source"),
        "metadata": parts.log(id, record.log, "organization"),
        "programs": rows(extra, "programs", id, "name", "description"),
        "organization_identifiers": rows(extra, "organization_identifiers", id, "identifier_type", "identifier"),
        **texts(extra, "tax_status", "tax_id"),
        "uri": url(str(extra.get("uri", ""))),
    }) | {"description": record.description}  # fmt: skip
