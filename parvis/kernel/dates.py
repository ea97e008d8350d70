"""Days and hours in words, for pages and for messages alike. Formats are CLDR's, by Babel."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from parvis.kernel import languages

# British English: 24 hours, day before month, as on the town's signs.
LOCALES = {"en": "en_GB", "prs": "fa"}


def locale_of(language: str) -> str:
    """The locale whose formats a language takes."""
    return LOCALES.get(language, languages.base(language))


def clock_text(moment: dt.datetime | dt.time, language: str) -> str:
    """`10:05`; in French `10 h` and `10 h 05`, with spaces that don't break."""
    if languages.base(language) == "fr":
        return f"{moment.hour}\u00a0h" + (f"\u00a0{moment.minute:02d}" if moment.minute else "")
    return f"{moment.hour}:{moment.minute:02d}"


def span_text(first: dt.datetime | dt.time, last: dt.datetime | dt.time, language: str) -> str:
    """`9:00 – 12:00`, never broken over two lines."""
    return f"{clock_text(first, language)}\u00a0–\u00a0{clock_text(last, language)}"


def day_text(day: dt.date, language: str, *, this_year: int, weekday: bool = True) -> str:
    """`Thursday 3 December`, with the year when it is not this one. A day and its month stay on one line."""
    known = dt.date(day.year, day.month, day.day)  # of an instant, the day where it is told
    return _day_text(known, language, with_year=known.year != this_year, weekday=weekday)


@lru_cache(maxsize=4096)
def _day_text(day: dt.date, language: str, *, with_year: bool, weekday: bool) -> str:
    pattern = _day_pattern(locale_of(language), year=with_year, weekday=weekday)
    text = format_date(day, pattern, locale=locale_of(language))
    if languages.base(language) == "fr" and day.day == 1:
        text = re.sub(r"\b1 ", "1er ", text, count=1)
    return re.sub(r"(?<=\d)((?:er)?) (?=[^\W\d])", "\\1\u00a0", text)


def weekday_text(day: dt.date, language: str) -> str:
    """`Thursday`."""
    return str(format_date(day, "EEEE", locale=locale_of(language)))


@lru_cache(maxsize=256)
def _day_pattern(locale: str, *, year: bool, weekday: bool) -> str:
    """CLDR's pattern for day and month in words; a locale without the long form lends its short one, spelt out."""
    known = Locale.parse(locale).datetime_skeletons
    wanted = ("y" if year else "") + "MMMM" + ("E" if weekday else "") + "d"
    found = known.get(wanted) or known.get(wanted.replace("MMMM", "MMM"))
    if found is None:
        return "full" if weekday else "long"
    spelt = re.sub(r"M{3,4}|L{3,4}", "MMMM", str(found.pattern))
    return re.sub(r"E+|c{3,}", "EEEE", spelt)
