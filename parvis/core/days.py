"""Public holidays of the house's country: hours of that day are a guess."""

from __future__ import annotations

import functools
from datetime import date

import holidays

from parvis.core.house import house


@functools.lru_cache(maxsize=8)
def _calendar(country: str) -> holidays.HolidayBase:
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return holidays.HolidayBase()


def is_public_holiday(day: date) -> bool:
    """Whether the day is one in the house's country; never, where no calendar is known."""
    return day in _calendar(house().country)
