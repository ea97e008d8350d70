"""The one question that is asked some months later."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.web.agreements import shown
from parvis.web.agreements.forms import OutcomeForm
from parvis.web.shell.doors import herself
from parvis.web.shell.sending import send


@herself
def outcome(request: HttpRequest, check: UUID) -> HttpResponse:
    """Yes, no, in part, or "I prefer not to say"."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    one = shown.outcome(queries.outcome_question(actor, check, at))
    form = OutcomeForm(request.POST if request.method == "POST" else None, question=one.question)
    if request.method == "POST":

        def work() -> None:
            actions.answer_outcome(check_public_id=check, answer=form.cleaned_data["answer"], by=actor, at=at)
            messages.success(request, _("Thank you for your answer."))

        answer = send(form, at=at, to=reverse("newcomer:path"), work=work)
        if answer is not None:
            return answer
    return render(request, "newcomer/outcome.html", {"form": form, "one": one.one})
