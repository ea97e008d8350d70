"""Weekly openings evaluated at a moment.

Openings are in local time, moments are aware. Comparisons are made in UTC, so that the night when clocks change is an hour
longer or shorter and nothing else. An opening that does not close after it opens runs past midnight and belongs to the day on
which it opens; equal times mean twenty-four hours.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Holidays = Container[date] | Callable[[date], bool] | None
LOOK_AHEAD = 35  # days: a place that opens once a month is still found


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One opening a week. Monday is 0. `valid_to` is the last day it holds. Closed on public holidays unless `on_holidays`."""

    weekday: int
    opens: time
    closes: time
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    on_holidays: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether these hours are the ones in force that day (whatever the weekday)."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True)
class Status:
    """`open` None: nobody told us. `until`: when that changes, `next_open`: the next start (None while open).

    `holiday` says that the day asked about is a public holiday, on which hours are a guess worth a call.
    """

    open: bool | None
    until: datetime | None = None
    next_open: datetime | None = None
    holiday: bool = False
    note: str = ""


UNKNOWN = Status(open=None)


@dataclass(frozen=True, slots=True)
class _Span:
    start: datetime
    end: datetime
    note: str = ""


def status(
    openings: Iterable[Opening],
    at: datetime,
    zone: str | ZoneInfo,
    holidays: Holidays = None,
    *,
    complete: bool = True,
) -> Status:
    """Open or closed at `at`, and until when. `complete` False means that other hours exist that could not be read:
    then "closed" becomes unknown too. Raises ValueError for a naive moment.
    """
    rows = sorted(openings, key=lambda o: (o.weekday, o.opens, o.closes))
    if at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    here = ZoneInfo(zone) if isinstance(zone, str) else zone
    today = at.astimezone(here).date()
    is_holiday = _asker(holidays)
    if not rows:
        return Status(open=None, holiday=is_holiday(today))
    spans = _spans(rows, today, here, is_holiday)
    now = at.astimezone(UTC)
    current = next((span for span in spans if span.start <= now < span.end), None)
    if current:
        return Status(True, current.end.astimezone(here), None, is_holiday(today), current.note)
    following = next((span.start.astimezone(here) for span in spans if span.start > now), None)
    known = complete and any(row.holds_on(today) for row in rows)
    return Status(False if known else None, following if known else None, following, is_holiday(today))


def _asker(holidays: Holidays) -> Callable[[date], bool]:
    if holidays is None:
        return lambda _day: False
    if callable(holidays) and not isinstance(holidays, Container):
        return holidays
    days = holidays
    return lambda day: day in days


def _spans(rows: Sequence[Opening], today: date, here: ZoneInfo, is_holiday: Callable[[date], bool]) -> list[_Span]:
    """Openings from the day before (one may run past midnight) on, in UTC, touching ones joined."""
    spans: list[_Span] = []
    for offset in range(-1, LOOK_AHEAD + 1):
        day = today + timedelta(days=offset)
        closed = is_holiday(day)
        of_day = (row for row in rows if row.weekday == day.weekday() and row.holds_on(day))
        spans.extend(_span(row, day, here) for row in of_day if row.on_holidays or not closed)
    return _joined(sorted(spans, key=lambda s: (s.start, s.end)))


def _span(row: Opening, day: date, here: ZoneInfo) -> _Span:
    last = day if row.closes > row.opens else day + timedelta(days=1)
    start = datetime.combine(day, row.opens, tzinfo=here).astimezone(UTC)
    return _Span(start, datetime.combine(last, row.closes, tzinfo=here).astimezone(UTC), row.note)


def _joined(spans: list[_Span]) -> list[_Span]:
    joined: list[_Span] = []
    for span in spans:
        if span.end <= span.start:  # swallowed by the hour that the clocks skip
            continue
        if joined and span.start <= joined[-1].end:
            before = joined[-1]
            joined[-1] = _Span(before.start, max(before.end, span.end), before.note or span.note)
        else:
            joined.append(span)
    return joined
