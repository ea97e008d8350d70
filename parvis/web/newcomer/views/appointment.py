"""I cannot come."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.web.newcomer.shown import first_name
from parvis.web.shell.doors import herself
from parvis.web.shell.sending import PlainForm, send


@herself
def cannot_come(request: HttpRequest, session: UUID) -> HttpResponse:
    """What follows is said first; no reason is asked."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.session_page(actor, session, at, person_id=actor.person_id)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":

        def work() -> None:
            actions.cannot_come(session_public_id=session, by=actor, at=at)
            messages.success(request, _("They know that you can’t come. Somebody proposes another time."))

        answer = send(form, at=at, to=reverse("newcomer:path"), work=work)
        if answer is not None:
            return answer
    return render(
        request, "newcomer/cannot_come.html", {"form": form, "one": found, "host": first_name(found.host_name)}
    )
