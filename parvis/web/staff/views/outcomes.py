"""What the person said of an outcome, noted by staff: on the phone, at the desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import queries as casework
from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.web.agreements import shown
from parvis.web.agreements.forms import OutcomeForm
from parvis.web.shell.sending import send
from parvis.web.staff.views.agreements import worker


@worker
def outcome(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """The question in the words in which it is asked."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.outcome_question(by, check_id, at)
    one = shown.outcome(found)
    files = casework.cases_of_person(by, found.person_id, at)
    back = reverse("staff:case_agreements", args=[files[0].public_id]) if files else reverse("staff:people")
    form = OutcomeForm(request.POST if request.method == "POST" else None, question=one.question)
    if request.method == "POST":

        def work() -> None:
            actions.answer_outcome(check_public_id=check_id, answer=form.cleaned_data["answer"], by=by, at=at)
            messages.success(request, _("The answer is noted."), extra_tags="yes")

        answer = send(form, at=at, to=back, work=work)
        if answer is not None:
            return answer
    return render(request, "staff/outcome.html", {"form": form, "one": found, "back_url": back})
