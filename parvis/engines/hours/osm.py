"""OpenStreetMap's `opening_hours`: read and evaluated by the kept library, turned into weekly rows where a week says it all.

https://wiki.openstreetmap.org/wiki/Key:opening_hours
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from parvis.engines.hours.weekly import Opening, Status

# A week without months, dates, weeks, sunrise, comments or "unknown" is the same every week.
_WEEKLY = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH (?:closed|off)|24/7|\d\d:\d\d|open|closed|off|[-,;\s])*")
_MONDAY = datetime(2001, 1, 1)  # noqa: DTZ001 - a Monday of no particular place


class HoursNotUnderstood(ValueError):
    """The text is not opening hours, or says more than a week can (months, dates, sunrise)."""


def openings_from_osm(text: str) -> tuple[Opening, ...]:
    """Weekly rows for a text like "Mo-Fr 09:00-12:00,14:00-18:00; PH off". Raises `HoursNotUnderstood`."""
    hours = _parsed(text)
    if not _WEEKLY.fullmatch(str(hours.normalize())):
        raise HoursNotUnderstood(text)
    rows: list[Opening] = []
    for start, end, state, _comment in hours.intervals(_MONDAY - timedelta(days=1), _MONDAY + timedelta(days=8)):
        if state == State.OPEN:
            rows.extend(_days(start, end))
    if not rows:
        raise HoursNotUnderstood(text)  # "off" alone tells that it closed, not when it is open
    return tuple(sorted(rows, key=lambda row: (row.weekday, row.opens)))


def status_from_osm(text: str, at: datetime, zone: str | ZoneInfo, *, country: str | None = None) -> Status:
    """Evaluate any valid text at an aware moment, with the library's public holidays of the country (ISO 3166-1 alpha-2)."""
    here = ZoneInfo(zone) if isinstance(zone, str) else zone
    hours = _parsed(text, here, country)
    moment = at.astimezone(here)
    state, note = hours.state(moment)
    change = hours.next_change(moment)
    if state == State.OPEN:
        return Status(True, change, None, note=note)
    following = next(
        (start for start, _end, s, _ in hours.intervals(moment, moment + timedelta(days=35)) if s == State.OPEN), None
    )
    known = state == State.CLOSED
    return Status(False if known else None, change if known else None, following, note=note)


def _parsed(text: str, zone: ZoneInfo | None = None, country: str | None = None) -> OpeningHours:
    try:
        return OpeningHours(text, timezone=zone, country=country) if zone else OpeningHours(text)
    except ParserError as error:
        raise HoursNotUnderstood(text) from error


def _days(start: datetime, end: datetime) -> list[Opening]:
    """An interval cut at each midnight but the one that it only runs past by less than a day."""
    rows: list[Opening] = []
    while start < end:
        midnight = start.replace(hour=0, minute=0) + timedelta(days=1)
        stop = end if end - start < timedelta(days=1) else midnight
        if _MONDAY <= start < _MONDAY + timedelta(days=7):
            rows.append(Opening(weekday=start.weekday(), opens=start.time(), closes=stop.time()))
        start = stop
    return rows
