"""What was shared with whom, and closing it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import actions as casework
from parvis.casework import queries
from parvis.core.clock import now
from parvis.kernel.errors import NotFound
from parvis.people import queries as people
from parvis.web.newcomer.shown import known_to, shown_consents, shown_shares
from parvis.web.shell.doors import herself
from parvis.web.shell.sending import VersionedForm, send


@herself
def shared(request: HttpRequest) -> HttpResponse:
    """Every request made for her: what they see or saw, since when, until when; and who knows her where she takes part."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    consents = shown_consents(people.consents_of(actor, actor.person_id, at))
    context = {"rows": shown_shares(queries.shares_of(actor, at)), "known_to": known_to(consents)}
    return render(request, "newcomer/shared.html", context)


@herself
def close(request: HttpRequest, referral: UUID) -> HttpResponse:
    """What follows is said first; then it closes at once."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    row = next((one for one in shown_shares(queries.shares_of(actor, at)) if one.public_id == referral), None)
    if row is None:
        raise NotFound
    form = VersionedForm(request.POST if request.method == "POST" else None, initial={"version": row.version})
    if request.method == "POST":

        def work() -> None:
            casework.withdraw_referral(
                referral_public_id=referral, version=form.cleaned_data["version"], by=actor, at=at
            )
            messages.success(request, _("Closed. %(who)s sees nothing of you any more.") % {"who": row.receiver})

        answer = send(form, at=at, to=reverse("newcomer:shared"), work=work)
        if answer is not None:
            return answer
    return render(request, "newcomer/close.html", {"form": form, "row": row})
