"""Hours as people write them in English, French and Spanish, on a 24-hour clock or with am and pm, days first or last:
"lundi à vendredi 9h-12h, 14h-17h", "Lunes a viernes de 8:00 a.m. a 4:00 p.m.", "Mo-Fr 09:00-12:00, 14:00-17:00; Sa 10:00-12:00".

All or nothing, as in `dirty`: a word we do not know means that the hours belong to something a week cannot say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from parvis.engines.hours.dirty import ParsedHours, parse_hours
from parvis.engines.hours.weekly import Opening
from parvis.engines.text import fold

_DAY_NAMES = (
    "monday mon mo lundi lun lunes", "tuesday tues tue tu mardi mar martes", "wednesday wed we mercredi mer miercoles mie",
    "thursday thurs thur thu th jeudi jeu jueves jue", "friday fri fr vendredi ven viernes vie",
    "saturday sat sa samedi sam sabado sab", "sunday sun su dimanche dim domingo dom",
)  # fmt: skip
_DAYS = {form: day for day, names in enumerate(_DAY_NAMES) for name in names.split() for form in (name, f"{name}s")}
_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_PHRASES = {
    "24/7": "always", "24 hours a day 7 days a week": "always", "24h/24 7j/7": "always", "24h/24, 7j/7": "always",
    "every day": "daily", "all days": "daily", "tous les jours": "daily", "todos los dias": "daily", "daily": "daily",
    "7 days a week": "daily", "24 hours": "round", "24 horas": "round", "24h/24": "round", "24 h/24": "round",
    "open": "noise", "hours": "noise", "ouvert": "noise", "abierto": "noise", "horario": "noise", "horaires": "noise",
    "from": "noise", "desde": "noise", "de": "noise", "du": "noise", "des": "noise", "le": "noise", "les": "noise", "el": "noise",
    "los": "noise", "la": "noise", "las": "noise", "the": "noise", "atencion": "noise",
    "closed": "closed", "off": "closed", "ferme": "closed", "cerrado": "closed",
    "to": "through", "through": "through", "until": "through", "a": "through", "au": "through", "al": "through", "hasta": "through",
    "jusqu'a": "through", "and": "and", "et": "and", "y": "and", "e": "and", "&": "and", ",": "and", "/": "and", "-": "through",
}  # fmt: skip
_WORDS = "|".join(
    sorted((re.escape(word) for word in _PHRASES if len(word) > 1 or word.isalpha()), key=len, reverse=True)
)
_TOKEN = re.compile(
    rf"(?P<space>[ \t:.]+)"
    rf"|(?P<end>[;\n]+)"
    rf"|(?P<phrase>(?:{_WORDS})(?![a-z0-9])|[-,/&])"
    rf"|(?P<noon>noon|midday|midi|mediodia)(?![a-z])"
    rf"|(?P<hour>\d{{1,2}})(?:\s?(?::|h|\.)(?P<minute>\d{{2}}))?(?P<h>\s?(?:hrs?|heures|horas|h)(?![a-z]))?"
    rf"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?"
    rf"|(?P<day>[a-z]+)\.?"
)
_DASH = re.compile(r"\s*[\u2010-\u2015]\s*")


class _Token(NamedTuple):
    kind: str  # day, time, and one of the kinds of _PHRASES
    value: object = None


class _Clock(NamedTuple):
    """A time as it was written: whether am or pm was said, and whether the clock is surely of 24 hours."""

    hour: int
    minute: int
    half: str
    sure: bool


class _NotUnderstood(ValueError):
    pass


def parse_week(text: str) -> ParsedHours:
    """Weekly openings of a text, when all of it is hours."""
    known = parse_hours(text)
    if known.understood:
        return known
    try:
        openings = [opening for line in _lines(_tokens(text)) for opening in _openings(line)]
    except _NotUnderstood:
        return known
    if not openings:
        return known
    unique = dict.fromkeys(sorted(openings, key=lambda row: (row.weekday, row.opens, row.closes)))
    return ParsedHours(understood=True, openings=tuple(unique))


def write_week(openings: Iterable[Opening]) -> list[str]:
    """Lines that `parse_week` reads back: days with the same hours in one line, in the two-letter codes of OpenStreetMap."""
    of_day: dict[int, list[str]] = {}
    for row in sorted(openings, key=lambda one: (one.weekday, one.opens, one.closes)):
        span = f"{row.opens:%H:%M}-{row.closes:%H:%M}"
        of_day.setdefault(row.weekday, []).append(span)
    lines: dict[str, list[int]] = {}
    for day, spans in of_day.items():
        lines.setdefault(", ".join(dict.fromkeys(spans)), []).append(day)
    return [f"{_named(days)} {spans}" for spans, days in lines.items()]


def _named(days: list[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        _CODES[run[0]] if len(run) == 1 else f"{_CODES[run[0]]}{'-' if len(run) > 2 else ','}{_CODES[run[-1]]}"
        for run in runs
    )


def _tokens(text: str) -> Iterator[_Token]:
    plain = _DASH.sub("-", fold(text)).replace("’", "'")
    at = 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        if match is None:
            raise _NotUnderstood(plain[at:])
        at = match.end()
        if match["end"]:
            yield _Token("end")
        elif match["phrase"]:
            yield _Token(_PHRASES[match["phrase"]])
        elif match["noon"]:
            yield _Token("time", _Clock(12, 0, "", sure=True))
        elif match["hour"]:
            yield _Token("time", _clock(match))
        elif match["day"]:
            if match["day"] not in _DAYS:
                raise _NotUnderstood(match["day"])
            yield _Token("day", _DAYS[match["day"]])


def _clock(match: re.Match[str]) -> _Clock:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"] or ""
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12) or (hour == 24 and minute):
        raise _NotUnderstood(match[0])
    sure = hour > 12 or bool(match["h"]) or "h" in match[0] or (len(match["hour"]) == 2 and bool(match["minute"]))
    return _Clock(hour, minute, half, sure)


def _lines(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    line: list[_Token] = []
    for token in (*tokens, _Token("end")):
        if token.kind != "end":
            line.append(token)
        elif line:
            yield line
            line = []


def _openings(line: list[_Token]) -> list[Opening]:
    """One line: groups of days and groups of times that take turns, whichever comes first."""
    groups: list[tuple[str, list[_Token]]] = []
    for token in line:
        if token.kind == "noise":
            continue
        kind = _group_of(token)
        if kind == "join":
            if not groups:
                raise _NotUnderstood
            groups[-1][1].append(token)
        elif groups and groups[-1][0] == kind:
            groups[-1][1].append(token)
        else:
            groups.append((kind, [token]))
    if [kind for kind, _ in groups] == ["always"]:
        return [Opening(weekday=day, opens=time(), closes=time()) for day in range(7)]
    if not groups or len(groups) % 2 or any(one == two for (one, _), (two, _) in pairwise(groups)):
        raise _NotUnderstood
    found = []
    for one, two in zip(groups[::2], groups[1::2], strict=True):
        days, times = (one, two) if one[0] == "days" else (two, one)
        if days[0] != "days" or times[0] != "times":
            raise _NotUnderstood
        spans = _spans(times[1])
        found += [Opening(weekday=day, opens=o, closes=c) for day in _days(days[1]) for o, c in spans]
    return found


def _group_of(token: _Token) -> str:
    if token.kind in {"through", "and"}:
        return "join"
    return {"day": "days", "daily": "days", "always": "always"}.get(token.kind, "times")


def _days(tokens: list[_Token]) -> list[int]:
    found: list[int] = []
    through = False
    for token in tokens:
        if token.kind == "daily":
            return list(range(7))
        if token.kind == "day":
            day = int(str(token.value))
            if through and found:
                found += [(found[-1] + step) % 7 for step in range(1, (day - found[-1]) % 7 + 1)]
            else:
                found.append(day)
        through = token.kind == "through"
    return sorted(set(found))


def _spans(tokens: list[_Token]) -> list[tuple[time, time]]:
    kinds = [token.kind for token in tokens if token.kind != "and"]
    if kinds == ["closed"]:
        return []
    if kinds == ["round"]:
        return [(time(), time())]
    clocks = [token.value for token in tokens if isinstance(token.value, _Clock)]
    # "9-12, 14-17": two times and what joins them, again and again.
    if kinds[: len(kinds) // 3 * 3] != ["time", "through", "time"] * (len(kinds) // 3) or len(kinds) % 3 > 1:
        raise _NotUnderstood
    if len(kinds) % 3 and kinds[-1] != "through":  # a joining word may be left over before the days
        raise _NotUnderstood
    if not clocks or len(clocks) % 2:
        raise _NotUnderstood
    return [_span(one, two) for one, two in zip(clocks[::2], clocks[1::2], strict=True)]


def _span(one: _Clock, two: _Clock) -> tuple[time, time]:
    opens, closes = _minutes(one, one.half), _minutes(two, two.half)
    if two.half and not one.half and one.hour <= 12 and not (one.sure and one.hour == 0):
        same = _minutes(one, two.half)
        opens = same if same < closes else _minutes(one, "a" if two.half == "p" else "p")
    if opens == closes and not (one.sure and two.sure):
        raise _NotUnderstood
    if closes <= opens and not (two.half or (one.sure and two.sure)):
        raise _NotUnderstood  # "9-5": half of the day would have to be guessed
    return time(opens // 60 % 24, opens % 60), time(closes // 60 % 24, closes % 60)


def _minutes(clock: _Clock, half: str) -> int:
    hour = clock.hour
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + clock.minute
