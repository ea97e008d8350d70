"""The rows of a feed: lines of a CSV, or objects of JSON taken apart into paths ("types.0.name")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engines.intake.csv_rows import csv_rows, header_of
from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.json_text import parse_json
from parvis.exchange.mapped.errors import ColumnMissing, NotTheItems
from parvis.exchange.mapped.schema.shapes import FileMap, Section

_INDEX = re.compile(r"\.\d+(?=\.|$)")
_NUMBER = re.compile(r"\.(\d+)(?=\.|$)")
DEEP, WIDE = 8, 2000


class Raw:
    """One row, its texts mended, to be asked by column or path. A path without numbers gives every value along its lists."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._along: dict[str, list[str]] = {}
        self._kept: dict[str, list[str]] = {}
        for name, value in row.values.items():
            if isinstance(value, str):
                self._along.setdefault(_INDEX.sub("", name), []).append(value)

    def get(self, name: str) -> list[str]:
        """The texts under a column or path, none when it says nothing."""
        value = self.row.values.get(name)
        if isinstance(value, str):
            return [value]
        return self._along.get(name, [])

    def indexed(self, name: str) -> dict[tuple[str, ...], str]:
        """The values along a path with the numbers of the lists they stand in, so that two paths can be laid side by side."""
        return {
            tuple(_NUMBER.findall(path)): value
            for path, value in self.row.values.items()
            if isinstance(value, str) and _INDEX.sub("", path) == name
        }

    def keep(self, key: str, text: str) -> None:
        """A text that no field takes stays with the record."""
        self._kept.setdefault(key, []).append(text)

    def left_over(self, used: set[str], ignored: tuple[str, ...]) -> dict[str, object]:
        """What no part of the mapping reads and none says to ignore, by its name; and what was dropped."""
        known = used | {_INDEX.sub("", name) for name in used}
        return {f"dropped.{key}": found for key, found in sorted(self._kept.items())} | {
            name: value
            for name, value in sorted(self.row.values.items())
            if name not in known and (plain := _INDEX.sub("", name)) not in known and not _ignored(plain, ignored)
        }


def _ignored(name: str, ignored: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in ignored)


def rows_of(text: str, *, file: str, is_json: bool, plan: FileMap, desk: Desk) -> list[Row]:
    """Every row of a file, raw. Raises `NotTheItems`, `ColumnMissing`."""
    rows = list(_json_rows(text, file, plan, desk)) if is_json else _csv(text, file, plan, desk)
    names = {name for row in rows for name in row.values} if is_json else set(header_of(text, delimiter=plan.delimiter))
    _look_for_columns(names | {_INDEX.sub("", name) for name in names}, file, plan, desk, there=bool(rows))
    return rows


def _csv(text: str, file: str, plan: FileMap, desk: Desk) -> list[Row]:
    return list(csv_rows(text, table="", file=file, desk=desk, delimiter=plan.delimiter))


def _look_for_columns(names: set[str], file: str, plan: FileMap, desk: Desk, *, there: bool) -> None:
    """Without the columns of an identity nothing of the file can be known; others are told, once."""
    if not there:
        return
    for section in plan.sections:
        for column in (column for value in section.fields["id"] for column in value.columns):
            if column not in names:
                raise ColumnMissing(file=file, column=column)
    wanted = {column for section in plan.sections for column in _columns_of(section)}
    for column in sorted(wanted - names):
        desk.about_file(file, column, "column.missing")


def _columns_of(section: Section) -> set[str]:
    return section.columns()


def _json_rows(text: str, file: str, plan: FileMap, desk: Desk) -> Iterator[Row]:
    for number, item in enumerate(_items(text, file, plan.items, desk), start=1):
        row = Row("", file, number, {})
        desk.take(row)
        if isinstance(item, dict):
            row.values.update(_flat(item))
        else:
            desk.reject(row, "", "row.not_an_object", item)
        yield row


def _items(text: str, file: str, path: str, desk: Desk) -> list[object]:
    """The list that the mapping names; one object a line is a list too."""
    try:
        data = parse_json(text, file=file, desk=desk)
    except ValueError:
        data = _lines(text, file, desk)
    for step in filter(None, path.split(".")):
        data = data.get(step) if isinstance(data, dict) else None
    if not isinstance(data, list) or (data and not any(isinstance(item, dict) for item in data)):
        raise NotTheItems(file=file, path=path or "-")
    return data


def _lines(text: str, file: str, desk: Desk) -> list[object]:
    try:
        return [parse_json(line, file=file, desk=desk) for line in text.splitlines() if line.strip()]
    except ValueError:
        raise NotTheItems(file=file, path="-") from None


def _flat(item: dict[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    waiting: list[tuple[str, object, int]] = [("", item, 0)]
    while waiting and len(found) < WIDE:
        path, value, depth = waiting.pop()
        if isinstance(value, dict | list) and depth < DEEP:
            pairs = value.items() if isinstance(value, dict) else ((str(n), one) for n, one in enumerate(value))
            waiting += [
                (f"{path}.{name}" if path else _key(name), one, depth + 1) for name, one in reversed(list(pairs))
            ]
        elif isinstance(value, bool):
            found[path.lower()] = "true" if value else "false"
        elif value is not None:
            found[path.lower()] = str(value)
    return found


def _key(name: object) -> str:
    return str(name).strip()
