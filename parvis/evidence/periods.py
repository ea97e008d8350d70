"""Periods of the calendar, in the town's time. Only whole ones: free dates would let one figure be taken from another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from parvis.core.house import house
from parvis.kernel.errors import Invalid

FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Period:
    """`code` is `2026` or `2026-Q4`; [since, until)."""

    code: str
    since: datetime
    until: datetime


def period(code: str) -> Period:
    """A year or a quarter by its code. Raises `Invalid`."""
    year, _, quarter = code.partition("-Q")
    if not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) < 9999) or quarter not in {
        "",
        "1",
        "2",
        "3",
        "4",
    }:
        raise Invalid({"period": "evidence.period_unknown"})
    if "-" in code and not quarter:
        raise Invalid({"period": "evidence.period_unknown"})
    if not quarter:
        return Period(code, _midnight(int(year), 1), _midnight(int(year) + 1, 1))
    first = (int(quarter) - 1) * 3 + 1
    after = (int(year) + 1, 1) if quarter == "4" else (int(year), first + 3)
    return Period(code, _midnight(int(year), first), _midnight(*after))


def periods_until(at: datetime, *, quarters: int = 8) -> list[Period]:
    """The quarter that runs and those before it, newest first."""
    today = house().day(at)
    year, quarter = today.year, (today.month - 1) // 3 + 1
    found = []
    for _ in range(quarters):
        found.append(period(f"{year}-Q{quarter}"))
        year, quarter = (year - 1, 4) if quarter == 1 else (year, quarter - 1)
    return found


def _midnight(year: int, month: int) -> datetime:
    return datetime.combine(date(year, month, 1), time(), tzinfo=ZoneInfo(house().time_zone))
