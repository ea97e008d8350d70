"""Records of all rows put together: organisations once each, services with their places, every row accounted for."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields, replace
from typing import TypeVar

from parvis.directory.incoming import LocationIn, OrganisationIn, ServiceIn
from parvis.engines.intake.desk import Desk, Row
from parvis.exchange.mapped.reader import build
from parvis.exchange.mapped.reader.build import Ground
from parvis.exchange.mapped.reader.made import Made
from parvis.exchange.mapped.reader.raw import Raw
from parvis.exchange.mapped.schema.shapes import FileMap, Section

LONGEST_ID = 200  # as the directory keeps it: cut, two of them could become one
Record = TypeVar("Record", OrganisationIn, LocationIn)


@dataclass(slots=True)
class _Standing:
    """A place that came in a row of its own, and what it says it belongs to."""

    row: Row
    place: LocationIn
    services: list[str]
    organisation: str


@dataclass(slots=True)
class Assembly:
    """Takes row after row, then gives the records."""

    desk: Desk
    ground: Ground
    organisations: dict[str, OrganisationIn] = field(default_factory=dict)
    services: dict[str, tuple[Row, ServiceIn]] = field(default_factory=dict)
    places: dict[str, list[LocationIn]] = field(default_factory=dict)  # by service
    standing: list[_Standing] = field(default_factory=list)
    stood: set[str] = field(default_factory=set)

    def take(self, raw: Raw, plan: FileMap) -> None:
        """One row of a file. It is rejected whole: half a row would be an organisation that nobody listed."""
        made = {section.kind: Made(section, raw, self.desk) for section in plan.sections}
        if not self._complete(raw.row, made):
            return
        records = self._records(raw, plan, made)
        if raw.row.rejected:
            return
        organisation, service, place = (records.get(kind) for kind in ("organisation", "service", "place"))
        if isinstance(organisation, OrganisationIn):
            self._keep_organisation(organisation)
        if isinstance(service, ServiceIn):
            self.services[service.source_id] = raw.row, service
        if isinstance(place, LocationIn):
            self._keep_place(raw.row, place, made, service if isinstance(service, ServiceIn) else None)

    def finish(self) -> tuple[tuple[OrganisationIn, ...], tuple[ServiceIn, ...]]:
        """The records, without what hangs on something that is not there."""
        for key, (row, service) in list(self.services.items()):
            if service.organisation_id not in self.organisations:
                self.desk.reject(row, "organisation", "orphan.organization", service.organisation_id)
                del self.services[key]
        for one in self.standing:
            self._stand(one)
        services = tuple(
            replace(service, locations=tuple(self.places.get(key, ())))
            for key, (_row, service) in self.services.items()
        )
        return tuple(self.organisations.values()), services

    def _complete(self, row: Row, made: dict[str, Made]) -> bool:
        for kind, one in made.items():
            key = one.first("id")
            if not key:
                self.desk.reject(row, f"{kind}.id", "id.missing", one.first("name"))
            elif len(key) > LONGEST_ID:
                self.desk.reject(row, f"{kind}.id", "id.too_long", key)
            elif kind != "place" and not one.first("name"):
                self.desk.reject(row, f"{kind}.name", "name.missing", key)
            elif kind == "service" and key in self.services:
                self.desk.reject(row, "service.id", "id.duplicate", key)
            elif kind == "organisation" and len(made) == 1 and key in self.organisations:
                self.desk.reject(row, "organisation.id", "id.duplicate", key)
            elif kind == "place" and len(made) == 1 and key in self.stood:
                self.desk.reject(row, "place.id", "id.duplicate", key)
        return not row.rejected

    def _records(
        self, raw: Raw, plan: FileMap, made: dict[str, Made]
    ) -> dict[str, OrganisationIn | ServiceIn | LocationIn]:
        """What a row gives. What no part of the mapping reads stays with the service, else the place, else the organisation."""
        found: dict[str, OrganisationIn | ServiceIn | LocationIn] = {}
        for kind, one in made.items():
            if kind == "service":
                found[kind] = build.service(one, self.ground, owner=_owner(made, "service"))
            else:
                found[kind] = (build.organisation if kind == "organisation" else build.place)(one, self.ground)
        main = next(kind for kind in ("service", "place", "organisation") if kind in made)
        rest = raw.left_over(_read_by(plan.sections), plan.ignore)
        found[main] = replace(found[main], extra={**found[main].extra, **rest})
        return found

    def _keep_organisation(self, item: OrganisationIn) -> None:
        """Beside its services an organisation stands in many rows: the first is taken, later ones fill what was blank."""
        known = self.organisations.get(item.source_id)
        self.organisations[item.source_id] = item if known is None else _filled(known, item)

    def _keep_place(self, row: Row, place: LocationIn, made: dict[str, Made], service: ServiceIn | None) -> None:
        if service is not None:
            self.places.setdefault(service.source_id, []).append(place)
            return
        self.stood.add(place.source_id)
        self.standing.append(_Standing(row, place, made["place"].every("service"), _owner(made, "place")))

    def _stand(self, one: _Standing) -> None:
        """With the services it names; else with its organisation."""
        known = [key for key in one.services if key in self.services]
        if known:
            for key in known:
                self.places.setdefault(key, []).append(one.place)
        elif one.services:
            self.desk.reject(one.row, "service", "orphan.service", one.services[0])
        elif one.organisation in self.organisations:
            owner = self.organisations[one.organisation]
            self.organisations[one.organisation] = replace(owner, locations=(*owner.locations, one.place))
        else:
            self.desk.reject(one.row, "organisation", "orphan.organization", one.organisation)


def _filled(known: Record, other: Record) -> Record:
    """The first with its blanks filled by another record of the same thing."""
    blank = {
        one.name: getattr(other, one.name)
        for one in fields(known)
        if one.default is not MISSING
        and getattr(known, one.name) == one.default
        and getattr(other, one.name) != one.default
    }
    return replace(known, **blank) if blank else known


def _owner(made: dict[str, Made], kind: str) -> str:
    """The organisation that the record names, else the one of the same row."""
    named = made[kind].first("organisation")
    return named or (made["organisation"].first("id") if "organisation" in made else "")


def _read_by(sections: tuple[Section, ...]) -> set[str]:
    return {column for section in sections for column in section.columns()}
