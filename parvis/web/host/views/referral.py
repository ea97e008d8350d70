"""One request for a signed-in member of the receiver: a preview, and after a yes what the person agreed to share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import actions as casework
from parvis.casework import queries
from parvis.core.clock import now
from parvis.web.host.forms.answer import AnswerForm, OutcomeForm, ReturnForm, StartForm
from parvis.web.host.pages import forms_of, told
from parvis.web.host.shown import shown_identity, shown_request
from parvis.web.host.views.requests import RECEIVERS
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import VersionedForm, send

receiver = staff(*RECEIVERS, purpose="referral")


@receiver
def referral(request: HttpRequest, referral: UUID) -> HttpResponse:
    """Reading a name here is noted, and the person sees it."""
    return _page(request, referral)


@receiver
def answer(request: HttpRequest, referral: UUID) -> HttpResponse:
    """Yes, a question, or no."""
    form = AnswerForm(request.POST)
    return _posted(request, referral, form, said=lambda: told(form.cleaned_data["answer"]), work=lambda at: casework.answer_as_member(
        referral_public_id=referral, answer=form.cleaned_data["answer"], reason=form.cleaned_data["reason"],
        words=form.cleaned_data["words"], version=form.cleaned_data["version"], by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@receiver
def start(request: HttpRequest, referral: UUID) -> HttpResponse:
    """We have begun."""
    form = StartForm(request.POST)
    return _posted(request, referral, form, said=lambda: _("Noted: you have begun."), work=lambda at: casework.start(
        referral_public_id=referral, version=form.cleaned_data["version"], by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@receiver
def outcome(request: HttpRequest, referral: UUID) -> HttpResponse:
    """Given, or not given and why."""
    form = OutcomeForm(request.POST)
    return _posted(request, referral, form, said=lambda: _("Thank you. The sender knows."), work=lambda at: casework.report_outcome(
        referral_public_id=referral, outcome=form.cleaned_data["outcome"], reason=form.cleaned_data["reason"],
        words=form.cleaned_data["words"], version=form.cleaned_data["version"], by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


@receiver
def give_back(request: HttpRequest, referral: UUID) -> HttpResponse:
    """It can't be done here after all."""
    form = ReturnForm(request.POST)
    return _posted(request, referral, form, said=lambda: _("You gave it back. The sender looks for another place."), work=lambda at: casework.return_referral(
        referral_public_id=referral, reason=form.cleaned_data["reason"], version=form.cleaned_data["version"],
        by=request.actor, at=at,  # type: ignore[attr-defined]
    ))  # fmt: skip


def _page(request: HttpRequest, public_id: UUID, form: VersionedForm | None = None) -> HttpResponse:
    found = queries.received_referral(request.actor, public_id, now())  # type: ignore[attr-defined]
    context = {
        "asked": shown_request(found.preview),
        "rows": shown_identity(found.identity) if found.identity else [],
        **forms_of(found.preview, form),
        "answer_url": reverse("host:answer", args=[public_id]),
        "start_url": reverse("host:start", args=[public_id]),
        "outcome_url": reverse("host:outcome", args=[public_id]),
        "return_url": reverse("host:return", args=[public_id]),
    }
    return render(request, "host/referral.html", context)


def _posted(
    request: HttpRequest,
    public_id: UUID,
    form: VersionedForm,
    *,
    said: Callable[[], str],
    work: Callable[[datetime], object],
) -> HttpResponse:
    here = reverse("host:referral", args=[public_id])
    if request.method != "POST":
        return redirect(here)
    at = now()

    def do() -> None:
        work(at)
        messages.success(request, said())

    return send(form, at=at, to=here, work=do) or _page(request, public_id, form)
