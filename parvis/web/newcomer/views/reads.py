"""Who looked at my record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core.clock import now
from parvis.people import queries as people
from parvis.web.newcomer.shown import shown_reads
from parvis.web.shell.doors import herself


@herself
def reads(request: HttpRequest) -> HttpResponse:
    """Who, from where, why, what and when; the last first."""
    rows = shown_reads(people.who_read(request.actor, now()))  # type: ignore[attr-defined]
    return render(request, "newcomer/reads.html", {"rows": rows})
