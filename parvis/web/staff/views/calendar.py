"""The calendar of a member of staff: the appointments that she holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from parvis.web.shell.calendar import own_calendar
from parvis.web.shell.doors import staff
from parvis.web.staff.roles import WORKERS


@staff(*WORKERS)
def calendar(request: HttpRequest) -> HttpResponse:
    """Opened, or closed."""
    return own_calendar(request, "staff/calendar.html")
