"""Her own calendar, on her phone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from parvis.web.shell.calendar import own_calendar
from parvis.web.shell.doors import herself


@herself
def calendar(request: HttpRequest) -> HttpResponse:
    """Opened, or closed."""
    return own_calendar(request, "newcomer/calendar.html")
