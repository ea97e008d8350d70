"""The private calendar: its address, and the page on which somebody opens or closes hers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from parvis.core.clock import now
from parvis.core.house import house
from parvis.engagement import actions, queries
from parvis.exchange.icalendar import write
from parvis.web.shell.doors import link
from parvis.web.shell.languages import spoken


@link
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """When, and nothing else. A wrong or closed address is the same 404 as any page that does not exist."""
    at = now()
    found = queries.feed(token, at)
    with translation.override(spoken(found.language)):
        content = write(found.events, title=_("Appointment"), name="Parvis", at=at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response


def own_calendar(request: HttpRequest, template: str) -> HttpResponse:
    """Open a new one, close the one there is. The address is shown once, on the answer that made it."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    address = ""
    if request.method == "POST" and request.POST.get("do") == "open":
        address = f"{house().address}/f/{actions.open_feed(by=actor, at=at)}.ics"
    elif request.method == "POST":
        actions.close_feed(by=actor, at=at)
    return render(request, template, {"address": address, "since": queries.feed_opened(actor)})
