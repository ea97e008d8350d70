"""Who looked at my record, and until when it is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core.clock import now
from parvis.oversight.queries import own_term
from parvis.people import queries as people
from parvis.web.newcomer.shown import shown_reads
from parvis.web.shell.doors import herself


@herself
def reads(request: HttpRequest) -> HttpResponse:
    """Who, from where, why, what and when; the last first."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = shown_reads(people.who_read(actor, now()))
    return render(request, "newcomer/reads.html", {"rows": rows, "term": own_term(actor)})
