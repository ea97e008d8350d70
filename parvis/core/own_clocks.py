"""When the foundation's own rows are due. The logs are not among them: they go by whole seals (`core.chain_ends`)."""

from __future__ import annotations

from django.db.models import F
from django.db.models.functions import Coalesce

from parvis.core.clocks import Clock, register


def register_all() -> None:
    """For `apps.py`."""
    register(Clock(model="core.Message", since=lambda: Coalesce("sent_at", "queued_at")))
    register(Clock(model="core.Once", since=lambda: F("claimed_at")))
    # What somebody was typing lies in there as well.
    register(Clock(model="sessions.Session", since=lambda: F("expire_date"), klass="technical"))
