"""Hours as people type them into a form: "9:00am-5:00pm, Mon-Fri", "8:30am-12:00pm & 1:00pm-3:00pm, Tue".

All or nothing: when the text has a word we do not know ("Clinic:", "by appointment"), its hours belong to something that a
weekly row cannot say, and the text is kept as a note instead of being guessed at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from parvis.engines.hours.weekly import Opening

_TIME = re.compile(
    r"\s*(\d{1,2}(?=[:.]|\D|$)|\d{1,2}(?=\d\d\D|\d\d$))(?:[:.]?(\d{1,2}))?\s*(am|pm|a\.m\.|p\.m\.|a\b|p\b)?",
    re.IGNORECASE,
)
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?"
_CLOCK = r"\d{1,2}(?::\d{2})?\s*(?:am|pm)"
_TOKEN = re.compile(
    rf"(?P<always>24 hours a day,? 7 days a week|24/7|24 hours,? daily)"
    rf"|(?P<range>{_CLOCK}\s*(?:-|to)\s*{_CLOCK})"
    rf"|(?P<days>{_DAY}(?:\s*(?:-|,|&|and|to|through)\s*{_DAY})*)"
    rf"|(?P<daily>daily|every day|7 days a week)"
    rf"|(?P<gap>[\s,;/&]+|\band\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ParsedTime:
    """`sure` is False when half of the day had to be supposed; `rest` is what stood after the time."""

    time: time
    sure: bool = True
    rest: str = ""


@dataclass(frozen=True, slots=True)
class ParsedHours:
    """`understood` only when the whole text was; then `openings` is everything it says."""

    understood: bool
    openings: tuple[Opening, ...] = ()


_NOT_UNDERSTOOD = ParsedHours(understood=False)


def parse_time(text: str, *, after: time | None = None) -> ParsedTime | None:
    """A clock time, or None. Without am or pm a time is taken as a 24-hour clock's, but one that should come
    `after` another and does not is taken as an afternoon's; both are unsure when am or pm could have been meant.
    """
    match = _TIME.match(text)
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()[:1]
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = bool(half) or hour > 12 or bool(re.match(r"\s*\d\d:\d\d", text))
    if not clock and after is not None and 0 < hour < 12 and time(hour, minute) <= after:
        hour += 12
    return ParsedTime(time(hour % 24, minute), clock, text[match.end() :].strip())


def parse_hours(text: str) -> ParsedHours:
    """Weekly openings of a free text, when all of it is hours."""
    plain = re.sub(r"\s*[\u2010-\u2015]\s*", "-", text)
    waiting: list[tuple[time, time]] = []
    openings: list[Opening] = []
    days: list[int] = []
    at = 0
    while at < len(plain):
        token = _TOKEN.match(plain, at)
        if not token or token.end() == at:
            return _NOT_UNDERSTOOD
        at = token.end()
        if token["always"]:
            openings.extend(Opening(weekday=day, opens=time(), closes=time()) for day in range(7))
        elif token["range"]:
            pair = _range(token["range"])
            if not pair:
                return _NOT_UNDERSTOOD
            waiting.append(pair)
        elif token["days"] or token["daily"]:
            days = _days(token["days"]) if token["days"] else list(range(7))
            if not waiting or not days:
                return _NOT_UNDERSTOOD
            openings.extend(Opening(weekday=day, opens=o, closes=c) for o, c in waiting for day in days)
            waiting = []
    if waiting or not openings:
        return _NOT_UNDERSTOOD
    unique = dict.fromkeys(sorted(openings, key=lambda row: (row.weekday, row.opens, row.closes)))
    return ParsedHours(understood=True, openings=tuple(unique))


def _range(text: str) -> tuple[time, time] | None:
    first, second = re.split(r"-|\bto\b", text, maxsplit=1, flags=re.IGNORECASE)
    opens, closes = parse_time(first), parse_time(second)
    return (opens.time, closes.time) if opens and closes else None


def _days(text: str) -> list[int]:
    """Days named one by one or as ranges; a range may run over Sunday ("Sat-Mon")."""
    found: list[int] = []
    through = False
    for piece in re.findall(rf"{_DAY}|-|to|through", text, re.IGNORECASE):
        if piece.lower() in ("-", "to", "through"):
            through = True
            continue
        day = _NAMES.index(piece[:3].lower())
        if through and found:
            last = found[-1]
            found.extend((last + step) % 7 for step in range(1, (day - last) % 7 + 1))
        else:
            found.append(day)
        through = False
    return sorted(set(found))
