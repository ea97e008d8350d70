"""Settings of the house, typed, with the demo's values as defaults (design, "Settings of the demo")."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings


@dataclass(frozen=True)
class House:
    """Everything a mission may set without touching code."""

    minimum_cell: int = 10
    age_of_consent: int = 16
    adulthood: int = 18
    pin_length: int = 6
    pin_tries: int = 5
    link_days: int = 30
    code_minutes: int = 20
    session_idle_minutes: int = 30  # of an account: without a sign of life it is over
    session_hours: int = 8  # and in any case
    first_password_days: int = 14  # of an account that an administrator makes
    administrator_days: int = 7  # of an administrator who lets somebody in again: not one made for the purpose
    readmission_hours: int = 24  # within which a second administrator has to agree
    stale_listing_days: int = 180
    country: str = "FR"
    phone_region: str = "FR"
    time_zone: str = "Europe/Paris"
    currency: str = "EUR"
    address: str = "http://127.0.0.1:8000"  # where links in messages lead
    consent_days: int = 180
    response_hours: dict[str, int] = field(default_factory=lambda: {"emergency": 24, "urgent": 72, "normal": 14 * 24})

    def response_limit(self, urgency: str) -> timedelta:
        """How long the receiver has, counted from `sent`, calendar time (design, "States")."""
        return timedelta(hours=self.response_hours[urgency])

    def day(self, at: datetime) -> date:
        """The calendar day of an instant, where the house stands: just after midnight it's no longer yesterday's."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()


_made: tuple[dict[str, Any], House] = ({}, House())


def house() -> House:
    """The settings in force. Asked a hundred times a page: made anew when they are others than before."""
    global _made  # noqa: PLW0603 - one house the process
    given = getattr(settings, "PARVIS_HOUSE", {})
    if _made[0] != given:
        _made = (dict(given), House(**given))
    return _made[1]
