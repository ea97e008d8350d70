"""The data protection officer's pages of retention: what is due and when, and what was erased."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.oversight import queries
from parvis.web.admin_desk.shown_retention import shown_certificate, shown_due
from parvis.web.shell.doors import staff

SOON = timedelta(days=30)


@staff(Role.DPO, purpose="oversight")
def due(request: HttpRequest) -> HttpResponse:
    """How much the next night erases, and how much more within a month. Numbers alone."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    rows = shown_due(queries.due_lines(actor, at), queries.due_lines(actor, at + SOON))
    return render(request, "admin_desk/retention.html", {"rows": rows, "tab": "due"})


@staff(Role.DPO, purpose="oversight")
def certificates(request: HttpRequest) -> HttpResponse:
    """Every purge that erased something, the newest first."""
    rows = queries.certificates(request.actor)  # type: ignore[attr-defined]
    return render(request, "admin_desk/certificates.html", {"rows": rows, "tab": "certificates"})


@staff(Role.DPO, purpose="oversight")
def certificate(request: HttpRequest, run: str) -> HttpResponse:
    """One, for paper too."""
    found = queries.certificate(request.actor, run)  # type: ignore[attr-defined]
    return render(request, "admin_desk/certificate.html", {"shown": shown_certificate(found)})
