"""HSDS 3 schedules: RFC 5545 recurrence fields to weekdays, and weekly openings back to as few schedules as say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from parvis.engines.hours.weekly import Opening

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One weekly schedule: FREQ=WEEKLY with its `byday`."""

    byday: str
    opens: time
    closes: time
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""


def weekdays_from_rrule(*, freq: str, byday: str, interval: int = 1) -> tuple[int, ...] | None:
    """The weekdays of a rule that says the same every week; None for any other rule (fortnightly, the 2nd Monday …).

    An absent `freq` with days is taken as weekly, as HSDS 3.0 feeds commonly leave it out.
    """
    if freq.upper() not in ("", "WEEKLY") or interval != 1:
        return None
    codes = [code.strip().upper() for code in byday.split(",") if code.strip()]
    if not codes or any(code not in CODES for code in codes):
        return None
    return tuple(sorted({CODES.index(code) for code in codes}))


def lines_from_openings(openings: Iterable[Opening]) -> list[ScheduleLine]:
    """Openings with the same hours, validity and note become one line; ascending, the same for any order of input."""
    groups: dict[tuple[time, time, date | None, date | None, str], set[int]] = {}
    for row in openings:
        groups.setdefault((row.opens, row.closes, row.valid_from, row.valid_to, row.note), set()).add(row.weekday)
    lines = [ScheduleLine(",".join(CODES[day] for day in sorted(days)), *key) for key, days in groups.items()]
    return sorted(lines, key=lambda line: (CODES.index(line.byday[:2]), line.opens, line.closes, line.byday, str(line)))
