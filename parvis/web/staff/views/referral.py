"""Referrals: the list, one with its state, questions and answers, what they can see now, and the way to stop it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.access import queries as access
from parvis.casework import actions, queries
from parvis.core.clock import now
from parvis.people import queries as people
from parvis.web.design.piece import Piece
from parvis.web.shell.doors import staff
from parvis.web.staff.consenting import until_text
from parvis.web.staff.forms.referral import AnswerForm, WithdrawForm
from parvis.web.staff.numbers import page_number
from parvis.web.staff.posting import sent
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import parts, referrals

TABS = {
    "waiting": gettext_lazy("Waiting for an answer"),
    "running": gettext_lazy("Under way"),
    "draft": gettext_lazy("Drafts"),
    "ended": gettext_lazy("Ended"),
}


@staff(*WORKERS, purpose="referral")
def listing(request: HttpRequest) -> HttpResponse:
    """The referrals of the cases one may see, by where they stand."""
    tab = request.GET.get("tab", "waiting")
    tab = tab if tab in TABS else "waiting"
    number = page_number(request)
    rows, more = queries.referrals(request.actor, now(), tab=tab, page=number)  # type: ignore[attr-defined]
    here = reverse("staff:referrals")
    context = {
        "tabs": [Piece(url=f"{here}?tab={code}", label=label, current=code == tab) for code, label in TABS.items()],
        "rows": [parts.referral_line(one) for one in rows],
        "tab": tab,
        "page": number,
        "more": more,
        "previous": number - 1,
        "next": number + 1,
    }
    return render(request, "staff/referrals.html", context)


@staff(*WORKERS, purpose="referral")
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One referral."""
    return _page(request, referral_id)


@staff(*WORKERS, purpose="referral")
def referral_answer(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The worker answers what the receiver asked."""
    if request.method != "POST":
        return _page(request, referral_id)
    form, at = AnswerForm(request.POST), now()

    def work() -> str:
        facts = form.cleaned_data
        actions.answer_question(
            referral_public_id=referral_id, words=facts["words"], version=facts["version"], by=request.actor, at=at  # type: ignore[attr-defined]
        )  # fmt: skip
        messages.success(request, _("Your answer is on its way, still without a name."), extra_tags="yes")
        return reverse("staff:referral", args=[referral_id])

    return sent(form, at=at, work=work) or _page(request, referral_id, answer=form)


@staff(*WORKERS, purpose="referral")
def referral_withdraw(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Stop it: the share closes at once."""
    if request.method != "POST":
        return _page(request, referral_id)
    form, at = WithdrawForm(request.POST), now()

    def work() -> str:
        facts = form.cleaned_data
        actions.withdraw_referral(
            referral_public_id=referral_id, why=facts["who"], version=facts["version"], by=request.actor, at=at  # type: ignore[attr-defined]
        )  # fmt: skip
        messages.success(request, _("Closed. From now on they see nothing any more."), extra_tags="yes")
        return reverse("staff:referral", args=[referral_id])

    return sent(form, at=at, work=work) or _page(request, referral_id, withdraw=form)


@staff(*WORKERS, purpose="referral")
def referral_print(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """A copy for the person, in her language beside the worker's."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    row = queries.referral_page(by, referral_id, at)
    last_day = timezone.localdate(row.consent_until).isoformat() if row.consent_until else ""
    until = {code: until_text(last_day, code) for code in (row.person_language, by.language)}
    texts = people.consent_texts(
        until, "referral", at, actor=by, fields=row.fields, recipient_name=row.line.receiver_name
    )
    theirs, ours = texts[0], texts[-1]
    context = {
        "referral": referrals.page(row, at),
        "texts": [theirs] if theirs.language == ours.language else [ours, theirs],
        "back_url": reverse("staff:referral", args=[referral_id]),
    }
    return render(request, "staff/referral_print.html", context)


def _page(request: HttpRequest, referral_id: UUID, answer: Any = None, withdraw: Any = None) -> HttpResponse:
    at = now()
    row = queries.referral_page(request.actor, referral_id, at)  # type: ignore[attr-defined]
    shown = referrals.page(row, at)
    if row.line.silent:
        shown.phone = access.organisation_by_id(row.line.receiver_id).contact_phone
    asked = row.line.state == "asked"
    context = {
        "form": answer or withdraw,
        "referral": shown,
        "answer": answer or (AnswerForm(initial={"version": row.version}) if asked else None),
        "withdraw": withdraw or WithdrawForm(initial={"version": row.version}),
        "back_url": reverse("staff:case", args=[row.line.case_public_id]),
    }
    return render(request, "staff/referral.html", context)
