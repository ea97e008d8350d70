"""When what the room keeps is due: reports on listings alone; the rest is public."""

from __future__ import annotations

from django.db.models import F

from parvis.core.clocks import Clock
from parvis.core.clocks import register as register_clock


def register() -> None:
    """For `apps.py`."""
    register_clock(Clock(model="directory.ListingReport", since=lambda: F("created_at")))
