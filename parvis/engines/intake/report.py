"""The report of an import: one row a rejected or repaired record, for whoever keeps the source."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from parvis.engines.intake.problems import Problem

COLUMNS = ("file", "line", "field", "reason", "done", "value")


def write_report(path: Path, problems: Iterable[Problem]) -> int:
    """Write the CSV (UTF-8 with a mark, so that spreadsheets read it); how many rows."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for count, p in enumerate(problems, start=1):  # noqa: B007 - the last number is the answer
            writer.writerow([_safe(p.file), p.line, _safe(p.field), p.reason, p.done, _safe(p.value)])
    return count


def by_reason(problems: Iterable[Problem]) -> dict[tuple[str, str], int]:
    """How many of each (what was done, reason), most first."""
    return dict(Counter((problem.done, problem.reason) for problem in problems).most_common())


def _safe(text: str) -> str:
    """A cell that a spreadsheet would run as a formula is told as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
