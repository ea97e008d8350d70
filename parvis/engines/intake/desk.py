"""Rows, and the desk that accounts for every one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from parvis.engines.intake.problems import KEPT, REJECTED, REPAIRED, FileCount, Problem

EXCERPT = 80


@dataclass(slots=True)
class Row:
    """One row of a table. `values` holds non-empty cells only, repaired; builders take from it what they know,
    and what is left goes to the record's `extra`."""

    table: str
    file: str
    line: int
    values: dict[str, object]
    nested: bool = False
    rejected: bool = False
    alias: str = ""

    def text(self, *names: str) -> str:
        """Take the first of these fields that says something, as text; "" when none does."""
        found = ""
        for name in names:
            value = self.values.get(name)
            if found or value is None or isinstance(value, dict | list):
                continue
            found = str(self.values.pop(name)).strip()
        return found

    def peek(self, name: str) -> str:
        """A field as text, left where it is."""
        value = self.values.get(name)
        return "" if value is None or isinstance(value, dict | list) else str(value).strip()

    @property
    def id(self) -> str:
        """The row's own id, left where it is."""
        return self.peek("id")

    @property
    def key(self) -> str:
        """What its children name it by: the id, unless another row of the table has the same (feeds repeat examples)."""
        return self.alias or self.id


@dataclass(slots=True)
class Desk:
    """Collects problems and counts. Everything that is changed or refused passes here."""

    problems: list[Problem] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    supposed: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def take(self, row: Row) -> None:
        """A row was read."""
        self.read[account(row)] += 1

    def repaired(self, row: Row, name: str, reason: str, value: object = "") -> None:
        """The value was mended."""
        self._note(row, name, reason, REPAIRED, value)

    def kept(self, row: Row, name: str, reason: str, value: object = "") -> None:
        """The value could not be understood and is kept as text."""
        self._note(row, name, reason, KEPT, value)

    def suppose(self, row: Row, name: str, reason: str) -> None:
        """A blank was filled in; told once a file with the number of rows."""
        self.supposed[row.file, name, reason] += 1

    def about_file(self, file: str, name: str, reason: str, value: object = "") -> None:
        """Something about a whole file."""
        self.problems.append(Problem(file, 0, name, reason, KEPT, str(value)[:EXCERPT]))

    def reject(self, row: Row, name: str, reason: str, value: object = "") -> None:
        """The row is not taken. Once only."""
        if row.rejected:
            return
        row.rejected = True
        self.refused[account(row)] += 1
        self._note(row, name, reason, REJECTED, value)

    def reject_all(self, rows: Iterable[Row], name: str, reason: str) -> None:
        """The same for several rows."""
        for row in rows:
            self.reject(row, name, reason, row.peek(name))

    def counts(self) -> tuple[FileCount, ...]:
        """Per file, read = accepted + rejected."""
        return tuple(FileCount(f, n, n - self.refused[f], self.refused[f]) for f, n in sorted(self.read.items()))

    def all_problems(self) -> tuple[Problem, ...]:
        """By file and line."""
        told = [Problem(f, 0, name, why, REPAIRED, str(n)) for (f, name, why), n in self.supposed.items()]
        return tuple(sorted([*self.problems, *told], key=lambda p: (p.file, p.line, p.field, p.reason)))

    def _note(self, row: Row, name: str, reason: str, done: str, value: object) -> None:
        self.problems.append(Problem(row.file, row.line, name, reason, done, str(value)[:EXCERPT]))


def account(row: Row) -> str:
    """Under which name a row is counted: its file, and for JSON its table within."""
    return f"{row.file}:{row.table}" if row.table and row.file.lower().endswith(".json") else row.file
