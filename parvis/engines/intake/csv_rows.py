"""Rows of a CSV file, ragged and quoted as they come."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping

from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.repair import MAX_FIELD

DELIMITERS = ",;\t|"


def csv_rows(
    text: str, *, table: str, file: str, desk: Desk, rename: Mapping[str, str] | None = None, delimiter: str = ""
) -> Iterator[Row]:
    """One `Row` a line that is not empty; `line` is where the row begins. Row shape problems are noted, cells are raw.

    Column names are trimmed and in small letters; one that is blank or there twice gets its number, so that no cell is lost.
    `rename` gives a column another name. Without a `delimiter` the one that the head uses most is taken.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # the file's size is limited already
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or delimiter_of(text))
    header = _named(next(reader, []))
    names = [(rename or {}).get(name, name) for name in header]
    before = reader.line_num
    for cells in reader:
        line, before = before + 1, reader.line_num
        if not cells:
            continue
        row = Row(table, file, line, dict(zip(names, cells, strict=False)))
        desk.take(row)
        if any(len(cell) > MAX_FIELD for cell in cells):
            desk.reject(row, "", "field.huge")
            continue
        if len(cells) < len(names):
            desk.repaired(row, "", "row.short", f"{len(cells)}/{len(names)}")
        overflow = [cell for cell in cells[len(names) :] if cell.strip()]
        if overflow:
            row.values["overflow"] = overflow
            desk.kept(row, "", "row.long", overflow)
        yield row


def header_of(text: str, *, delimiter: str = "") -> list[str]:
    """The names of the columns, as `csv_rows` gives them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or delimiter_of(text))
    return _named(next(reader, []))


def delimiter_of(text: str) -> str:
    """The sign that the first line uses most."""
    head = next(iter(text[:100_000].splitlines()), "")
    return max(DELIMITERS, key=head.count) if head else ","


def _named(cells: list[str]) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = cell.strip().strip("\ufeff").lower()
        names.append(name if name and name not in names else f"{name or 'column'}_{number}")
    return names
