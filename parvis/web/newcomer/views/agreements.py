"""My agreements: what I read, sign, refuse, or leave. Both languages stand beside each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.core.clock import now
from parvis.engagement import actions, queries
from parvis.web.agreements import shown
from parvis.web.agreements.forms import AnswerForm, DeclineForm, LeaveForm, SignForm, forms_for
from parvis.web.shell.doors import herself
from parvis.web.shell.paging import known_pages, page_number
from parvis.web.shell.sending import send


@herself
def agreements(request: HttpRequest) -> HttpResponse:
    """What waits for her first, then the others, and the question that is asked now."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    number = page_number(request)
    rows, more = queries.my_agreements(actor, at, page=number)
    context = {
        "rows": [shown.line(one, _url(one.public_id)) for one in rows],
        "page": known_pages(number, more=more),
        "question": next((shown.outcome(one) for one in queries.checks_due(actor, at)), None),
    }
    return render(request, "newcomer/agreements.html", context)


@herself
def agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """One of them."""
    return _page(request, agreement)


@herself
def sign(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """I have read it, and I agree."""
    form = SignForm(request.POST)
    return _posted(request, agreement, form, _("Signed. Thank you."), lambda at: actions.sign(
        agreement_public_id=agreement, edition=form.cleaned_data["edition"], party=form.cleaned_data["party"],
        by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@herself
def decline(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """No, and no reason is asked."""
    form = DeclineForm(request.POST)
    done = _("You said no. That is all right: nothing changes in how you are helped.")
    return _posted(request, agreement, form, done, lambda at: actions.decline_to_sign(
        agreement_public_id=agreement, edition=form.cleaned_data["edition"], party=form.cleaned_data["party"],
        by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@herself
def leave(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """What follows is said first."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    found = queries.agreement_page(actor, agreement, at)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":

        def work() -> None:
            actions.end_agreement(agreement_public_id=agreement, reason=form.cleaned_data["reason"], by=actor, at=at)
            messages.success(request, _("It has ended. The file does not say who wished it."))

        answer = send(form, at=at, to=_url(agreement), work=work)
        if answer is not None:
            return answer
    context = {"form": form, "agreement": shown.page(found), "may_leave": found.may_leave, "url": _url(agreement)}
    return render(request, "newcomer/leave_agreement.html", context)


@herself
def on_paper(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Both languages on paper."""
    found = queries.agreement_page(request.actor, agreement, now())  # type: ignore[attr-defined]
    context = {"agreement": shown.page(found), "back_url": _url(agreement)}
    return render(request, "agreements/print.html", context)


def _url(public_id: UUID) -> str:
    return reverse("newcomer:agreement", args=[public_id])


def _page(request: HttpRequest, public_id: UUID, refused: AnswerForm | None = None) -> HttpResponse:
    found = queries.agreement_page(request.actor, public_id, now())  # type: ignore[attr-defined]
    row = found.line
    context = {
        "agreement": shown.page(found),
        "form": refused,
        **forms_for(row.edition, row.signs_as, refused),
        "sign_url": reverse("newcomer:agreement_sign", args=[public_id]),
        "decline_url": reverse("newcomer:agreement_decline", args=[public_id]),
        "leave_url": reverse("newcomer:agreement_leave", args=[public_id]) if found.may_leave else "",
        "print_url": reverse("newcomer:agreement_print", args=[public_id]),
    }
    return render(request, "newcomer/agreement.html", context)


def _posted(
    request: HttpRequest, public_id: UUID, form: AnswerForm, done: str, work: Callable[[datetime], object]
) -> HttpResponse:
    if request.method != "POST":
        return redirect("newcomer:agreement", agreement=public_id)
    at = now()

    def do() -> None:
        work(at)
        messages.success(request, done)

    # What has not been sent to her, or is not hers, is a 404 before its form is looked at.
    queries.agreement_page(request.actor, public_id, at)  # type: ignore[attr-defined]
    return send(form, at=at, to=_url(public_id), work=do) or _page(request, public_id, form)
