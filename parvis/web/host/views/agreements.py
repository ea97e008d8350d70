"""Agreements of a body: its signed-in members read and sign for it, or as who was named to sign."""

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
from parvis.web.agreements.forms import AnswerForm, DeclineForm, EndForm, SignForm, forms_for
from parvis.web.host.views.requests import RECEIVERS
from parvis.web.shell.doors import staff
from parvis.web.shell.paging import known_pages, page_number
from parvis.web.shell.sending import PlainForm, send

signer = staff(*RECEIVERS, purpose="agreement")


@signer
def agreements(request: HttpRequest) -> HttpResponse:
    """What waits for a signature first, then the others."""
    number = page_number(request)
    found, more = queries.my_agreements(request.actor, now(), page=number)  # type: ignore[attr-defined]
    rows = [shown.line(one, _url(one.public_id)) for one in found]
    return render(request, "host/agreements.html", {"rows": rows, "page": known_pages(number, more=more)})


@signer
def agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Reading it is noted, and the person sees it."""
    return _page(request, agreement)


@signer
def sign(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Yes, for the body."""
    form = SignForm(request.POST)
    return _posted(request, agreement, form, _("Signed. Thank you."), lambda at: actions.sign(
        agreement_public_id=agreement, edition=form.cleaned_data["edition"], party=form.cleaned_data["party"],
        by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@signer
def decline(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """No; nothing is asked."""
    form = DeclineForm(request.POST)
    return _posted(request, agreement, form, _("You said no. The others see that it is not agreed on."), lambda at: actions.decline_to_sign(
        agreement_public_id=agreement, edition=form.cleaned_data["edition"], party=form.cleaned_data["party"],
        by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@signer
def end(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """The body leaves, with a reason that blames nobody."""
    form = EndForm(request.POST)
    return _posted(request, agreement, form, _("It has ended. The file does not say who wished it."), lambda at: actions.end_agreement(
        agreement_public_id=agreement, reason=form.cleaned_data["reason"], by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@signer
def on_paper(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Both languages on paper."""
    found = queries.agreement_page(request.actor, agreement, now())  # type: ignore[attr-defined]
    return render(request, "agreements/print.html", {"agreement": shown.page(found), "back_url": _url(agreement)})


def _url(public_id: UUID) -> str:
    return reverse("host:agreement", args=[public_id])


def _page(request: HttpRequest, public_id: UUID, refused: PlainForm | None = None) -> HttpResponse:
    found = queries.agreement_page(request.actor, public_id, now())  # type: ignore[attr-defined]
    row = found.line
    answers = forms_for(row.edition, row.signs_as, refused if isinstance(refused, AnswerForm) else None)
    ending = refused if isinstance(refused, EndForm) else EndForm()
    context = {
        "agreement": shown.page(found),
        "form": refused,
        **answers,
        "end_form": ending if found.may_leave else None,
        "sign_url": reverse("host:agreement_sign", args=[public_id]),
        "decline_url": reverse("host:agreement_decline", args=[public_id]),
        "end_url": reverse("host:agreement_end", args=[public_id]),
        "print_url": reverse("host:agreement_print", args=[public_id]),
    }
    return render(request, "host/agreement.html", context)


def _posted(
    request: HttpRequest, public_id: UUID, form: PlainForm, done: str, work: Callable[[datetime], object]
) -> HttpResponse:
    if request.method != "POST":
        return redirect("host:agreement", agreement=public_id)
    at = now()

    def do() -> None:
        work(at)
        messages.success(request, done, extra_tags="yes")

    return send(form, at=at, to=_url(public_id), work=do) or _page(request, public_id, form)
