"""When somebody was born, as well as it is known (principle 3: year only, about, unknown and not said are answers)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parvis.engines.names import UNKNOWN, Born, born
from parvis.people.choices import BirthPrecision
from parvis.people.rules.typed import ascii_digits

FIRST_YEAR = 1900
OLDEST = 120
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


class BirthProblem(ValueError):
    """`args[0]` is the reason code."""


@dataclass(frozen=True, slots=True)
class Age:
    """How old, and how well we know it. `kind`: unknown, not_said, about, exact."""

    kind: str
    years: int | None = None


def parse_birth(precision: str, value: date | int | str | None, *, today: date) -> str:
    """The ISO date to store, empty when nothing is known.

    Day and month are meaningless unless the precision is a date. Raises `BirthProblem` with one of `missing`,
    `not_a_date`, `not_a_number`, `future`, `too_long_ago`.
    """
    if precision in {BirthPrecision.UNKNOWN, BirthPrecision.NOT_SAID}:
        return ""
    if value is None or not str(value).strip():
        raise BirthProblem("missing")
    if precision == BirthPrecision.DATE:
        born = value if isinstance(value, date) else _date(str(value))
    elif precision == BirthPrecision.YEAR:
        born = _first_of(_number(value))
    else:
        age = _number(value)
        if age > OLDEST:
            raise BirthProblem("too_long_ago")
        born = _first_of(today.year - age)
    if born > today:
        raise BirthProblem("future")
    if born.year < FIRST_YEAR:
        raise BirthProblem("too_long_ago")
    return born.isoformat()


def age_on(precision: str, birth: str, today: date) -> Age:
    """The age to show. Of a year only, or of an age once told, it is *about*."""
    if not birth:
        return Age("not_said" if precision == BirthPrecision.NOT_SAID else "unknown")
    born = date.fromisoformat(birth)
    if precision == BirthPrecision.DATE:
        return Age("exact", today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
    return Age("about", max(today.year - born.year, 0))


def age_span(precision: str, birth: str, today: date) -> tuple[int, int] | None:
    """Between which ages she surely is, both included; None when unknown."""
    age = age_on(precision, birth, today)
    if age.years is None:
        return None
    if precision == BirthPrecision.DATE:
        return age.years, age.years
    above = 0 if precision == BirthPrecision.YEAR else 1
    return max(age.years - 1, 0), age.years + above


def surely_under(precision: str, birth: str, today: date, years: int) -> bool:
    """Whether she is younger than that in every reading of what we know; unknown is never young."""
    span = age_span(precision, birth, today)
    return span is not None and span[1] < years


def _date(text: str) -> date:
    text = ascii_digits(text).strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        raise BirthProblem("not_a_date")
    try:
        return date(year, month, day)
    except ValueError:
        raise BirthProblem("not_a_date") from None


def _first_of(year: int) -> date:
    if not FIRST_YEAR <= year <= date.max.year:
        raise BirthProblem("too_long_ago" if year < FIRST_YEAR else "future")
    return date(year, 1, 1)


def _number(value: date | int | str) -> int:
    text = ascii_digits(str(value)).strip()
    if not text.isascii() or not text.isdigit():
        raise BirthProblem("not_a_number")
    return int(text[:9])


def born_of(precision: str, birth: str) -> Born:
    """A stored birth as registrations are compared by."""
    return born(birth, precision=precision) if birth else UNKNOWN
