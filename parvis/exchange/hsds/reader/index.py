"""The rows of all tables, by owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from parvis.engines.intake.desk import Desk, Row
from parvis.exchange.hsds.reader.tables import KEPT_WITHIN, TABLE_OF

MAIN = ("organizations", "services", "locations")
LONGEST_ID = 200  # as the directory keeps it: cut, two of them could become one
# Which key says what a row hangs on, nearest owner first; the first that exists counts.
_OWNERS = (
    ("service_id", "services"),
    ("service_at_location_id", "service_at_locations"),
    ("location_id", "locations"),
    ("organization_id", "organizations"),
    ("contact_id", "contacts"),
    ("phone_id", "phones"),
)
_ANY_OWNER = ("resource_id", "link_id")
_NO_OWNER = frozenset(
    {*MAIN, "service_at_locations", "taxonomies", "taxonomy_terms", "programs", "meta_table_descriptions"}
)


class Index:
    """Main rows by id, and of each table the rows that hang on (owner table, owner id)."""

    def __init__(self, rows: Iterable[Row], desk: Desk) -> None:
        self.desk = desk
        self._tables: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._tables[row.table].append(row)
        self.main = {table: self._by_id(table) for table in MAIN}
        self._refuse_orphan_services()
        self.links = self._linked()
        self._drop_lost_locations()
        self._ids = {table: set(found) for table, found in self.main.items()}
        for name in list(self._tables):
            if name not in self._ids and name not in KEPT_WITHIN:
                self._ids[name] = {row.key for row in self.table(name) if row.key}
        self._owned: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for table, found in self._tables.items():
            if table not in _NO_OWNER:
                self._hang(table, found)
        self._put_within()

    def owned(self, table: str, owner: str, owner_id: str) -> list[Row]:
        """The rows of a table that hang on this owner and are not rejected."""
        return [row for row in self._owned.get((table, owner, owner_id), ()) if not row.rejected]

    def table(self, name: str) -> list[Row]:
        """Every row of a table that is not rejected."""
        return [row for row in self._tables[name] if not row.rejected]

    def _by_id(self, table: str) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for row in self._tables[table]:
            if row.rejected:
                continue
            if not row.id:
                self.desk.reject(row, "id", "id.missing", row.peek("name"))
            elif len(row.id) > LONGEST_ID:
                self.desk.reject(row, "id", "id.too_long", row.id)
            elif row.id in found:
                self.desk.reject(row, "id", "id.duplicate", row.id)
            elif table != "locations" and not row.peek("name"):
                self.desk.reject(row, "name", "name.missing", row.id)
            else:
                found[row.id] = row
        return found

    def _refuse_orphan_services(self) -> None:
        services, organisations = self.main["services"], self.main["organizations"]
        for key, row in list(services.items()):
            if row.peek("organization_id") not in organisations:
                self.desk.reject(row, "organization_id", "orphan.organization", row.peek("organization_id"))
                del services[key]

    def _linked(self) -> dict[str, list[Row]]:
        """The links of each service to its places."""
        links: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.table("service_at_locations"):
            if row.peek("service_id") not in self.main["services"]:
                self.desk.reject(row, "service_id", "orphan.service", row.peek("service_id"))
            elif row.peek("location_id") not in self.main["locations"]:
                self.desk.reject(row, "location_id", "orphan.location", row.peek("location_id"))
            else:
                links[row.peek("service_id")].append(row)
        return links

    def _drop_lost_locations(self) -> None:
        """A place that no service names and whose organisation is not there."""
        used = {row.peek("location_id") for rows in self.links.values() for row in rows}
        locations = self.main["locations"]
        for key, row in list(locations.items()):
            if key not in used and row.peek("organization_id") not in self.main["organizations"]:
                self.desk.reject(row, "organization_id", "orphan.organization", row.peek("organization_id"))
                del locations[key]

    def _hang(self, table: str, rows: list[Row]) -> None:
        for row in rows:
            if row.rejected:
                continue
            owner = self._owner(row)
            if owner:
                self._owned[table, *owner].append(row)
                continue
            named = [key for key, _ in _OWNERS if row.peek(key)] + [key for key in _ANY_OWNER if row.peek(key)]
            reason = "orphan.owner" if named else "owner.missing"
            value = row.peek(named[0]) if named else next(iter(row.values.values()), "")
            self.desk.reject(row, named[0] if named else "service_id", reason, value)

    def _put_within(self) -> None:
        """Terms and change logs of things that the directory keeps none of, as they came, into the rows they hang on."""
        terms = {row.id: row for row in self.table("taxonomy_terms") if row.id}
        for table, readers in KEPT_WITHIN.items():
            hung = [(owner, key) for of, owner, key in self._owned if of == table and owner not in readers]
            owners = {(owner, row.key): row for owner in {name for name, _ in hung} for row in self.table(owner)}
            for where in hung:
                target = owners[where]
                given = [self._as_it_came(row, terms) for row in self.owned(table, *where)]
                target.values[table] = [*_listed(target.values.get(table)), *given]

    @staticmethod
    def _as_it_came(row: Row, terms: dict[str, Row]) -> dict[str, object]:
        links = {"resource_id", "resource_type", "link_id", "taxonomy_term_id", *(key for key, _ in _OWNERS)}
        told = {name: value for name, value in row.values.items() if name not in links}
        term = terms.get(row.peek("taxonomy_term_id"))
        return told | ({"taxonomy_term": dict(term.values)} if term else {})

    def _owner(self, row: Row) -> tuple[str, str] | None:
        for key, owner in _OWNERS:
            value = row.peek(key)
            if value and owner != row.table and value in self._ids.get(owner, ()):
                return owner, value
        for key in _ANY_OWNER:
            value = row.peek(key)
            named = TABLE_OF.get((row.peek("resource_type") or row.peek("link_entity")).lower(), "")
            for owner, ids in sorted(self._ids.items(), key=lambda item: item[0] != named):
                if value and value in ids and owner != row.table:
                    return owner, value
        return None


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
