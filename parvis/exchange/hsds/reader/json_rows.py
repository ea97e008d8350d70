"""Nested HSDS JSON taken apart into rows of the same tables as CSV has, with their foreign keys.

An organisation or a place stands in every service that names it: the first is taken, a later one only fills what was
blank. Rows of JSON are numbered by the top item they stand in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.json_text import parse_json
from parvis.exchange.hsds.errors import NotHsds
from parvis.exchange.hsds.reader.tables import CHILDREN, COLUMNS, KEPT_WITHIN, OWNER_KEY, PARENTS, SHARED, TABLE_OF

MAX_DEPTH = 12


class JsonRows:
    """Takes files apart one after the other, and remembers what was met."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: dict[tuple[str, str], tuple[Row, set[str]]] = {}
        self._met: Counter[tuple[str, str]] = Counter()
        self.order: dict[str, int] = {}  # organisations as their own file lists them

    def rows(self, text: str, *, stem: str, file: str) -> Iterator[Row]:
        """Raises `NotHsds` for text that is not JSON, or JSON of another shape."""
        try:
            data = parse_json(text, file=file, desk=self._desk)
        except ValueError as error:
            raise NotHsds(path=file) from error
        table, items = _items(data, TABLE_OF.get(stem, "services"))
        if items is None or (items and not any(_plausible(item, table) for item in items)):
            raise NotHsds(path=file)
        for number, item in enumerate(items, start=1):
            if isinstance(item, dict):
                if table == "organizations":
                    self.order.setdefault(str(item.get("id", "")), len(self.order))
                yield from self._take(item, table, file, number, {}, depth=0)
            else:
                row = Row(table, file, number, {})
                self._desk.take(row)
                self._desk.reject(row, "", "row.not_an_object", item)

    def _take(
        self, item: dict[str, object], table: str, file: str, line: int, owner: dict[str, object], *, depth: int
    ) -> Iterator[Row]:
        if depth > MAX_DEPTH:
            raise NotHsds(path=file)
        renamed = COLUMNS.get(table, {})
        values = {renamed.get(k, k): v for k, v in item.items() if not _is_child(table, k, v) and not _is_parent(k, v)}
        row = Row(table, file, line, {**values, **owner}, nested=depth > 0)
        known = self._known(row)
        children = self._seen[table, row.id][1] if (table, row.id) in self._seen else set()
        parents = {f"{key}_id": v.get("id") for key, v in item.items() if isinstance(v, dict) and _is_parent(key, v)}
        if known:
            if not row.nested:
                self._desk.take(row)
            for name, value in {**row.values, **parents}.items():
                known.values.setdefault(name, value)
        else:
            row.values.update(parents)
            self._desk.take(row)
            self._tell_apart(row)
            yield row
        for key, value in item.items():
            if isinstance(value, dict) and _is_parent(key, value):
                yield from self._take(value, PARENTS[key], file, line, {}, depth=depth + 1)
            elif isinstance(value, list) and _is_child(table, key, value) and key not in children:
                children.add(key)
                yield from self._children(value, CHILDREN[key], file, line, _keys(table, row), depth)

    def _children(
        self, values: list[object], table: str, file: str, line: int, owner: dict[str, object], depth: int
    ) -> Iterator[Row]:
        for value in values:
            if isinstance(value, dict):
                yield from self._take(value, table, file, line, owner, depth=depth + 1)

    def _tell_apart(self, row: Row) -> None:
        if row.table in OWNER_KEY and row.table not in SHARED:
            self._met[row.table, row.id] += 1
            if not row.id or self._met[row.table, row.id] > 1:
                row.alias = f"{row.id}#{self._met[row.table, row.id]}"

    def _known(self, row: Row) -> Row | None:
        """The row met before with this id, when one of the two stood inside another object."""
        if row.table not in SHARED or not row.id:
            return None
        before = self._seen.setdefault((row.table, row.id), (row, set()))[0]
        return before if before is not row and (row.nested or before.nested) else None


def _keys(table: str, row: Row) -> dict[str, object]:
    if not row.key:
        return {}
    keys: dict[str, object] = {"link_id": row.key}
    if table in OWNER_KEY:
        keys[OWNER_KEY[table]] = row.key
    return keys


def _is_child(table: str, key: str, value: object) -> bool:
    """Terms and change logs of smaller things (a phone, a schedule) stay in them as they are."""
    if key in KEPT_WITHIN and table not in KEPT_WITHIN[key]:
        return False
    return isinstance(value, list) and key in CHILDREN and all(isinstance(v, dict) for v in value)


def _is_parent(key: str, value: object) -> bool:
    return isinstance(value, dict) and key in PARENTS and bool(value.get("id"))


def _items(data: object, table: str) -> tuple[str, list[object] | None]:
    if isinstance(data, list):
        return table, data
    if isinstance(data, dict):
        for key in ("contents", table, "items"):
            if isinstance(data.get(key), list):
                return table, data[key]
        if "services" in data and isinstance(data["services"], list) and "id" not in data:
            return "services", data["services"]
        if "id" in data:
            return table, [data]
    return table, None


def _plausible(item: object, table: str) -> bool:
    if not isinstance(item, dict):
        return False
    return ("id" in item and "name" in item) if table in ("services", "organizations") else bool(item)
