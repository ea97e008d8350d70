"""When somebody was born, as far as two registrations can be compared: a day, a year, about a year, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Born:
    """`year` 0 is unknown; without `month` and `day` the year alone is known, `about` when even that was estimated."""

    year: int = 0
    month: int = 0
    day: int = 0
    about: bool = False

    @property
    def is_day(self) -> bool:
        """A day that tells something: the first of January stands on papers for "not known"."""
        return self.month > 0 and (self.month, self.day) != (1, 1)


UNKNOWN = Born()
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def born(text: str, *, precision: str = "date") -> Born:
    """From an ISO date or a year. `precision`: date, year, about; anything else is unknown. Raises `ValueError` for what is neither."""
    text = text.strip()
    if not text or precision not in ("date", "year", "about"):
        return UNKNOWN
    if match := _DAY.fullmatch(text):
        year, month, day = map(int, match.groups())
        date(year, month, day)
        return Born(year, month, day) if precision == "date" else Born(year, about=precision == "about")
    if text.isascii() and text.isdigit() and len(text) == 4:
        return Born(int(text), about=precision == "about")
    raise ValueError(text)


def compare_births(one: Born, other: Born) -> tuple[int, str]:
    """Points, from -25 to 30, and the reason code: born_same, born_swapped, born_year, born_near, born_apart; none when unknown."""
    if not one.year or not other.year:
        return 0, ""
    apart = abs(one.year - other.year)
    if one.is_day and other.is_day:
        told = _days(one, other, apart)
        if told is not None:
            return told
    loose = one.about or other.about
    if apart == 0:
        return (14, "born_year") if not (one.is_day and other.is_day) else (6, "born_year")
    if apart <= (4 if loose else 1):
        return 6, "born_near"
    if apart <= (8 if loose else 2):
        return 0, "born_near"
    return (-12 if apart <= 5 else -25), "born_apart"


def _days(one: Born, other: Born, apart: int) -> tuple[int, str] | None:
    same_month, same_day = one.month == other.month, one.day == other.day
    if same_month and same_day:
        if apart == 0:
            return 30, "born_same"
        return (14, "born_near") if apart <= 10 else (4, "born_near")
    if apart == 0 and (one.month, one.day) == (other.day, other.month):
        return 25, "born_swapped"
    if apart == 0 and (same_month or same_day):
        return 16, "born_near"
    return None
