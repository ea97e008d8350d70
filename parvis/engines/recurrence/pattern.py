"""A pattern of sessions, laid out over a span of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

MOST = 400
CODES = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}
# A day that is left out, and the code of why; None for a day that counts.
WhyNot = Callable[[date], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """`rule` is an RFC 5545 recurrence rule for days, without DTSTART; `start` is read off a clock that hangs in `zone`."""

    rule: str
    start: time
    minutes: int
    zone: str

    def __post_init__(self) -> None:
        if self.minutes <= 0:
            raise ValueError("a session takes some minutes")
        ZoneInfo(self.zone)
        rrulestr(self.rule, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001  the rule is of days; a bad one raises ValueError


@dataclass(frozen=True, slots=True)
class Occurrence:
    """From an instant to an instant, both in UTC."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day on which the pattern would have met, and why it does not."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """What comes of a pattern."""

    met: tuple[Occurrence, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())


def weekly(days: Iterable[str], *, count: int | None = None) -> str:
    """The rule for these weekdays (`mo` … `su`), so many times in all or without end."""
    rule = f"FREQ=WEEKLY;BYDAY={','.join(CODES[day] for day in days)}"
    return f"{rule};COUNT={count}" if count else rule


def occurrences(
    pattern: Pattern,
    *,
    first: date,
    last: date | None = None,
    why_not: WhyNot = lambda _day: None,
    make_up: bool = True,
    most: int = MOST,
) -> Row:
    """Sessions from `first` to `last`, both included, `most` at the most.

    The wall clock counts: a lesson at 9:30 is at 9:30 before and after the clocks change. A time that a change of clocks
    leaves out is read as the hour after. With a COUNT in the rule and `make_up`, days that are left out are made up for at
    the end, so that a course of twenty lessons has twenty.
    """
    wanted, rule = _counted(pattern.rule)
    days = rrulestr(rule, dtstart=datetime.combine(first, time()))
    met: list[Occurrence] = []
    skipped: list[Skipped] = []
    for moment in days:
        day = moment.date()
        passed = len(met) + (0 if make_up else len(skipped))
        if (last and day > last) or len(met) + len(skipped) >= most or (wanted is not None and passed >= wanted):
            break
        if reason := why_not(day):
            skipped.append(Skipped(day, reason))
        else:
            met.append(_at(pattern, day))
    return Row(tuple(met), tuple(skipped))


def _counted(rule: str) -> tuple[int | None, str]:
    """The COUNT of a rule, and the rule without it."""
    parts = [part for part in rule.removeprefix("RRULE:").split(";") if part]
    count = next((int(part[6:]) for part in parts if part.upper().startswith("COUNT=")), None)
    return count, ";".join(part for part in parts if not part.upper().startswith("COUNT="))


def _at(pattern: Pattern, day: date) -> Occurrence:
    start = datetime.combine(day, pattern.start, ZoneInfo(pattern.zone)).astimezone(UTC)
    return Occurrence(start, start + timedelta(minutes=pattern.minutes))
