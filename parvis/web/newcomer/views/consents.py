"""What she said yes to, and taking it back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.core.clock import now
from parvis.core.house import house
from parvis.engagement import queries as engagement
from parvis.engagement.kinds import kind_of
from parvis.kernel.errors import NotFound
from parvis.people import actions
from parvis.people import queries as people
from parvis.people.entries import ConsentTerms
from parvis.web.design.words import day_text
from parvis.web.newcomer.forms.let_know import OF_PARTICIPANTS, LetKnowForm
from parvis.web.newcomer.shown import shown_consent, shown_consents
from parvis.web.shell.doors import herself
from parvis.web.shell.sending import PlainForm, send


@herself
def consents(request: HttpRequest) -> HttpResponse:
    """Those that hold first, then the others."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = shown_consents(people.consents_of(actor, actor.person_id, now()))
    return render(request, "newcomer/consents.html", {"rows": rows})


@herself
def withdraw(request: HttpRequest, consent: UUID) -> HttpResponse:
    """What follows is said first; no reason is asked; it closes at once."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    row = next((one for one in people.consents_of(actor, actor.person_id, at) if one.public_id == consent), None)
    if row is None:
        raise NotFound
    form = PlainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":

        def work() -> None:
            actions.withdraw_consent(consent_public_id=consent, by=actor, at=at)
            messages.success(request, _("You took it back. What stood on it is closed."))

        answer = send(form, at=at, to=reverse("newcomer:consents"), work=work)
        if answer is not None:
            return answer
    context = {"form": form, "row": shown_consent(row), "purpose": row.purpose}
    return render(request, "newcomer/withdraw.html", context)


@herself
def let_know(request: HttpRequest, taken: UUID) -> HttpResponse:
    """She says yes to being known by who offers what she takes part in; each thing may be left out, and all taken back."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = engagement.engagement(actor, taken, at)
    form = LetKnowForm(
        request.POST if request.method == "POST" else None, initial={"fields_allowed": list(OF_PARTICIPANTS)}
    )
    last = house().day(at + timedelta(days=house().consent_days))
    text = people.consent_text(
        actor.language,
        "participation",
        at,
        actor=actor,
        fields=OF_PARTICIPANTS,
        recipient_name=found.organisation_name,
        until=day_text(last, actor.language, this_year=house().day(at).year, weekday=False),
    )
    if request.method == "POST":

        def work() -> None:
            terms = ConsentTerms(
                purpose="participation",
                fields=form.cleaned_data["fields_allowed"],
                text_version=text.version,
                language=text.language,
                manner="own_page",
                recipient_id=found.organisation_id,
            )
            actions.give_consent(person_id=actor.person_id, terms=terms, by=actor, at=at)
            messages.success(request, _("They know now. You can take it back here at any time."))

        answer = send(form, at=at, to=reverse("newcomer:consents"), work=work)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "text": text,
        "offer_title": found.offer_title,
        "recipient": found.organisation_name,
        "of_a_person": kind_of(found.offer_kind).given_by_person,
    }
    return render(request, "newcomer/let_know.html", context)
