"""Hosts: who does what here, by part or by name."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core.clock import now
from parvis.people import queries as people
from parvis.web.shell.doors import staff
from parvis.web.staff.forms.host import HOSTING
from parvis.web.staff.numbers import page_number
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import hosts as shown


@staff(*WORKERS)
def listing(request: HttpRequest) -> HttpResponse:
    """By part and page, or who was searched for: posted, for a name stands in no address. A name and what she does: no more."""
    by, at, q = request.actor, now(), request.POST.get("q", "").replace("\x00", "").strip()[:100]  # type: ignore[attr-defined]
    part = request.GET.get("part", "")
    part = part if part in HOSTING else ""
    number = page_number(request)
    if q:
        hits = people.find(by, q, at, parts=HOSTING)
        lines, more = people.host_lines(by, [hit.id for hit in hits], at), False
    else:
        lines, more = people.hosts(by, at, part=part, page=number)
    listing = Paginator(range(number + more), 1).page(number) if not q and (more or number > 1) else None
    context = {
        "q": q,
        "part": part,
        "tabs": shown.tabs("-" if q else part),
        "rows": [shown.line(one) for one in lines],
        "listing": listing,
    }
    return render(request, "staff/hosts.html", context)
