"""The page behind the link of one request. Opening it changes nothing; what it shows before a yes names nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import actions as casework
from parvis.casework import queries
from parvis.casework.errors import LinkExpired
from parvis.core.clock import now
from parvis.web.host.forms.answer import AnswerForm, OutcomeForm, ReturnForm, StartForm
from parvis.web.host.pages import forms_of, told
from parvis.web.host.shown import shown_request
from parvis.web.shell.doors import link
from parvis.web.shell.sending import VersionedForm, send


@link
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked, and the form of the answer; after a yes, the way to the name and to the outcome."""
    return page(request, token)


@link
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Yes, a question, or no."""
    form = AnswerForm(request.POST)
    return _posted(request, token, form, said=lambda: told(form.cleaned_data["answer"]), work=lambda at: casework.answer_by_link(
        token=token, answer=form.cleaned_data["answer"], reason=form.cleaned_data["reason"],
        words=form.cleaned_data["words"], at=at,
    ))  # fmt: skip


@link
def start(request: HttpRequest, token: str) -> HttpResponse:
    """We have begun."""
    form = StartForm(request.POST)
    return _posted(request, token, form, said=lambda: _("Noted: you have begun."),
                   work=lambda at: casework.start_by_link(token=token, at=at))  # fmt: skip


@link
def outcome(request: HttpRequest, token: str) -> HttpResponse:
    """Given, or not given and why."""
    form = OutcomeForm(request.POST)
    return _posted(request, token, form, said=lambda: _("Thank you. The sender knows."), work=lambda at: casework.report_outcome_by_link(
        token=token, outcome=form.cleaned_data["outcome"], reason=form.cleaned_data["reason"],
        words=form.cleaned_data["words"], at=at,
    ))  # fmt: skip


@link
def give_back(request: HttpRequest, token: str) -> HttpResponse:
    """It can't be done here after all."""
    form = ReturnForm(request.POST)
    return _posted(request, token, form, said=lambda: _("You gave it back. The sender looks for another place."),
                   work=lambda at: casework.return_referral_by_link(token=token, reason=form.cleaned_data["reason"], at=at))  # fmt: skip


def page(request: HttpRequest, token: str, form: VersionedForm | None = None) -> HttpResponse:
    """The page as it stands now, with a form that was refused in its place."""
    try:
        found = queries.preview_by_link(token, now())
    except LinkExpired:
        return expired(request)
    context = {
        "asked": shown_request(found),
        **forms_of(found, form),
        "answer_url": reverse("host:link_answer", args=[token]),
        "start_url": reverse("host:link_start", args=[token]),
        "outcome_url": reverse("host:link_outcome", args=[token]),
        "return_url": reverse("host:link_return", args=[token]),
        "code_url": reverse("host:link_code", args=[token]),
    }
    return render(request, "host/link.html", context)


def expired(request: HttpRequest) -> HttpResponse:
    """The link was right, and its time is over."""
    return render(request, "host/expired.html", status=410)


def _posted(
    request: HttpRequest,
    token: str,
    form: VersionedForm,
    *,
    said: Callable[[], str],
    work: Callable[[datetime], object],
) -> HttpResponse:
    here = reverse("host:link", args=[token])
    if request.method != "POST":
        return redirect(here)
    at = now()

    def do() -> None:
        work(at)
        messages.success(request, said())

    return send(form, at=at, to=here, work=do) or page(request, token, form)
