"""Consents: explained, given, refused, withdrawn at once."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.casework import queries
from parvis.core.clock import now
from parvis.people import actions as people_actions
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said
from parvis.web.staff.asking import WITH_A_FILE, ask_consent
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import heads, parts

WITHDRAW = "staff:consent_withdraw"


@staff(*WORKERS)
def consents(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the person allows now, and what has ended."""
    page = queries.case_page(request.actor, case_id, now(), tab="consents")  # type: ignore[attr-defined]
    context = {
        "head": heads.head(page),
        "tab": "consents",
        "consents": [parts.consent(one, WITHDRAW, case_id) for one in page.consents if one.is_live],
        "ended": [parts.consent(one, WITHDRAW, case_id) for one in page.consents if not one.is_live],
    }
    return render(request, "staff/case_consents.html", context)


@staff(*WORKERS)
@require_POST
def consent_withdraw(request: HttpRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
    """At once, and no reason is asked."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    queries.case_row(by, case_id)
    back = reverse("staff:case_consents", args=[case_id])
    done = _("Closed. From now on they see nothing any more.")
    return done_or_said(
        request,
        back,
        work=lambda: people_actions.withdraw_consent(consent_public_id=consent_id, by=by, at=at),
        done=done,
    )


@staff(*WORKERS)
def consent_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Explain, then ask."""
    at = now()
    page = queries.case_page(request.actor, case_id, at, tab="consents")  # type: ignore[attr-defined]
    back = reverse("staff:case_consents", args=[case_id])
    return ask_consent(request, page.person, purposes=WITH_A_FILE, back=back, at=at)
