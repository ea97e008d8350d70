"""The clock, read at the edge only (pages, commands, tasks); below that, time is an argument."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present, aware, in UTC."""
    return timezone.now()
