"""Places: a location with what hangs on it, and on its link to a service."""

from __future__ import annotations

from dataclasses import replace

from parvis.engines.geo import is_place
from parvis.engines.intake import fields
from parvis.engines.intake.desk import Row
from parvis.exchange.hsds.reader import parts
from parvis.exchange.hsds.reader.common import Common
from parvis.exchange.hsds.records import LocationRecord


class Places:
    """Builds each location once; services that share one share the record."""

    def __init__(self, common: Common) -> None:
        self._common, self._index, self._desk = common, common.index, common.desk
        self._built: dict[str, LocationRecord] = {}
        self._unused = self._without_service()

    def of_service(self, service_id: str) -> tuple[LocationRecord, ...]:
        """The places of a service, in the order of its links."""
        return tuple(self._linked(link) for link in self._index.links.get(service_id, ()) if not link.rejected)

    def of_organisation(self, organisation_id: str) -> tuple[LocationRecord, ...]:
        """The organisation's places that no service names."""
        return tuple(self._place(row) for row in self._unused.get(organisation_id, ()))

    def _without_service(self) -> dict[str, list[Row]]:
        used = {link.peek("location_id") for links in self._index.links.values() for link in links}
        found: dict[str, list[Row]] = {}
        for row in self._index.main["locations"].values():
            if row.id not in used:
                found.setdefault(row.peek("organization_id"), []).append(row)
        return found

    def _linked(self, link: Row) -> LocationRecord:
        place = self._place(self._index.main["locations"][link.peek("location_id")])
        own = "service_at_locations", link.key
        schedules = self._index.owned("schedules", *own)
        return replace(
            place,
            phones=place.phones + self._common.phones(*own, link=True),
            schedules=place.schedules + parts.schedules(self._desk, schedules, link=True),
            contacts=place.contacts + self._common.contacts(*own, link=True),
            link_source_id=link.id,
            link_description=link.text("description"),
            extra={**place.extra, **({"link": rest} if (rest := fields.rest(link, *parts.LINKS)) else {})},
        )

    def _place(self, row: Row) -> LocationRecord:
        if row.id not in self._built:
            self._built[row.id] = self._build(row)
        return self._built[row.id]

    def _build(self, row: Row) -> LocationRecord:
        latitude, longitude = self._coordinates(row)
        kind = row.text("location_type").lower()
        own = "locations", row.id
        rows = self._index.owned("addresses", *own) + self._index.owned("postal_addresses", *own)
        addresses = [a for r in rows if (a := parts.address(self._desk, r, self._common.region))]
        access = [t for r in self._index.owned("accessibility", *own) if (t := parts.accessibility(self._desk, r))]
        return LocationRecord(
            source_id=row.id,
            name=fields.short(self._desk, row, "name"),
            alternate_name=fields.short(self._desk, row, "alternate_name"),
            description=row.text("description"),
            kind=kind if kind in ("physical", "postal", "virtual") else "physical",
            latitude=latitude,
            longitude=longitude,
            addresses=tuple(addresses),
            transportation=row.text("transportation"),
            url=fields.url(self._desk, row, "url"),
            phones=self._common.phones(*own),
            schedules=parts.schedules(self._desk, self._index.owned("schedules", *own)),
            languages=self._common.languages(*own),
            accessibility=tuple(access),
            contacts=self._common.contacts(*own),
            confidential=any(parts.is_hidden(address) for address in addresses),
            log=self._common.log(*own),
            extra=fields.rest(row, "organization_id") | self._common.leftovers(*own),
        )

    def _coordinates(self, row: Row) -> tuple[float | None, float | None]:
        given = row.peek("latitude"), row.peek("longitude")
        if not any(given):
            return None, None
        latitude, longitude = fields.degrees(row, "latitude"), fields.degrees(row, "longitude")
        if is_place(latitude, longitude):
            row.text("latitude")
            row.text("longitude")
            return latitude, longitude
        self._desk.kept(row, "latitude", "place.impossible", f"{given[0]}, {given[1]}")
        return None, None
