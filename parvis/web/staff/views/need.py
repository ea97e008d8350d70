"""What the person needs: written down in her words, met, set aside; and the places proposed for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.casework import actions, queries
from parvis.core.clock import now
from parvis.kernel.errors import NotFound
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said
from parvis.web.staff.forms.need import NeedForm
from parvis.web.staff.posting import sent, version_of
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.search import places_by_hand
from parvis.web.staff.shown import heads, parts, places


@staff(*WORKERS)
def needs(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every need, and the form for one more."""
    at = now()
    form = NeedForm(request.POST) if request.method == "POST" else None

    def work() -> str:
        assert form is not None
        facts = {
            name: form.cleaned_data[name]
            for name in ("topic", "dimension", "words", "words_language", "severity", "stated_by")
        }
        actions.add_need(case_public_id=case_id, **facts, by=request.actor, at=at)  # type: ignore[attr-defined]
        messages.success(request, _("The need is written down."), extra_tags="yes")
        return reverse("staff:case_needs", args=[case_id])

    answer = sent(form, at=at, work=work) if form is not None else None
    if answer is not None:
        return answer
    page = queries.case_page(request.actor, case_id, at, tab="needs")  # type: ignore[attr-defined]
    shown = [parts.need(one, case_id) for one in page.needs]
    context = {
        "head": heads.head(page),
        "tab": "needs",
        "needs": [one for one in shown if not one.closed] + [one for one in shown if one.closed],
        "form": form or NeedForm(initial={"words_language": page.person.language}),
    }
    return render(request, "staff/case_needs.html", context)


@staff(*WORKERS)
@require_POST
def need_move(request: HttpRequest, case_id: UUID, need_id: UUID, to: str) -> HttpResponse:
    """Met, or set aside."""
    act = {"met": actions.meet_need, "drop": actions.drop_need}.get(to)
    if act is None:
        raise NotFound
    queries.case_row(request.actor, case_id)  # type: ignore[attr-defined]
    done = _("The need is met.") if to == "met" else _("The need is set aside.")
    facts = {"need_public_id": need_id, "version": version_of(request), "by": request.actor, "at": now()}  # type: ignore[attr-defined]
    return done_or_said(request, reverse("staff:case_needs", args=[case_id]), work=lambda: act(**facts), done=done)


@staff(*WORKERS)
def for_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Places for a need, ranked with reasons; or what a search by hand finds."""
    by, at, text = request.actor, now(), request.GET.get("q", "").strip()  # type: ignore[attr-defined]
    if text:
        asked = queries.need_asked(by, need_id, at)
        shown: dict[str, Any] = {
            "found": [places.found(card, need_id=need_id) for card in places_by_hand(by, text, at)]
        }
    else:
        proposed = queries.proposals(by, need_id, at)
        asked = proposed.asked
        shown = {
            "ranked": [places.proposed(one, need_id=need_id) for one in proposed.ranked],
            "aside": [places.aside(one) for one in proposed.set_aside],
            "near": proposed.near,
        }
    context = {
        "need": parts.need(asked.need, asked.case_public_id),
        "q": text,
        "proposals_url": reverse("staff:places", args=[need_id]),
        "offers_url": reverse("staff:take_up", args=[need_id]),
        "back_url": reverse("staff:case_needs", args=[asked.case_public_id]),
        **shown,
    }
    return render(request, "staff/places.html", context)
