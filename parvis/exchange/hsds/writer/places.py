"""Places and their links to services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeVar
from uuid import UUID

from parvis.exchange.hsds.records import LocationRecord
from parvis.exchange.hsds.writer import parts
from parvis.exchange.hsds.writer.base import Json, filled, sub_id, texts, url


class _Marked(Protocol):
    @property
    def extra(self) -> Mapping[str, object]: ...


T = TypeVar("T", bound=_Marked)


def write_location(record: LocationRecord, own: UUID) -> Json:
    """A confidential place tells its languages, its accessibility and its phones, nothing that leads there."""
    values: Json = {
        "id": own,
        "location_type": record.kind if not record.confidential else "virtual",
        "languages": parts.languages(own, record.languages),
        "accessibility": parts.accessibility(own, record.accessibility),
        "phones": parts.phones(own, _own(record.phones)),
        "schedules": parts.schedules(own, _own(record.schedules)),
    }
    if record.confidential:
        return filled(values)
    return filled({
        **values,
        "name": record.name,
        "alternate_name": record.alternate_name,
        "description": record.description,
        "transportation": record.transportation,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "url": url(record.url),
        "addresses": parts.addresses(own, record.addresses),
        "contacts": parts.contacts(own, _own(record.contacts)),
        "metadata": parts.log(own, record.log, "location"),
        **parts.hung({"attributes": record.extra.get("attributes")}),
        **texts(record.extra, "external_identifier", "external_identifier_type"),
    })  # fmt: skip


def write_link(record: LocationRecord, service: UUID, own: UUID, position: int) -> Json:
    """The service at the place, with what belongs to the two together."""
    link = sub_id(service, "service_at_location", record.link_source_id, position)
    return filled({
        "id": link,
        "service_id": service,
        "location_id": own,
        "description": "" if record.confidential else record.link_description,
        "phones": parts.phones(link, _linked(record.phones)),
        "schedules": parts.schedules(link, _linked(record.schedules)),
        "contacts": [] if record.confidential else parts.contacts(link, _linked(record.contacts)),
        "location": write_location(record, own),
        **({} if record.confidential else parts.hung(_own_link(record))),
    })  # fmt: skip


def _own(records: tuple[T, ...]) -> list[T]:
    return [record for record in records if not record.extra.get("hsds_link")]


def _linked(records: tuple[T, ...]) -> list[T]:
    return [record for record in records if record.extra.get("hsds_link")]


def _own_link(record: LocationRecord) -> Mapping[str, object]:
    link = record.extra.get("link")
    return link if isinstance(link, Mapping) else {}
