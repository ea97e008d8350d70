"""What waits for the worker's own signature, and the questions whose time it is, of all the persons she sees."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.core.clock import now
from parvis.engagement import queries
from parvis.engagement.queries import AgreementLine
from parvis.people import queries as people
from parvis.web.agreements import shown
from parvis.web.staff.views.agreements import url, worker


@worker
def waiting(request: HttpRequest) -> HttpResponse:
    """The oldest first; whose they are is noted as read."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    rows, checks = queries.owed_signatures(by, at), queries.checks_due(by, at)
    ids = [*(one.person_id for one in rows if one.person_id), *(one.person_id for one in checks)]
    names = {pk: line.name for pk, line in people.lines(by, ids, at).items()}
    context = {
        "rows": [(shown.line(one, _way(one)), names.get(one.person_id or 0, "")) for one in rows],
        "questions": [(shown.outcome(one), names.get(one.person_id, "")) for one in checks],
    }
    return render(request, "staff/waiting.html", context)


def _way(one: AgreementLine) -> str:
    """As staff, where the person is in sight; else as a member of the body that gives the place."""
    return url(one.public_id) if one.person_id else reverse("host:agreement", args=[one.public_id])
