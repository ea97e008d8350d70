"""Refer: to whom, by when, what leaves, and the person's yes. Nothing leaves before the last button."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.casework import queries
from parvis.core.clock import now
from parvis.web.shell.doors import staff
from parvis.web.staff.forms.referral import ReferralForm
from parvis.web.staff.posting import sent
from parvis.web.staff.referring import Referring
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown import heads, parts


@staff(*WORKERS, purpose="referral")
def refer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Which need is it about? With a single open one, straight to its page."""
    page = queries.case_page(request.actor, case_id, now(), tab="referrals")  # type: ignore[attr-defined]
    still = [one for one in page.needs if one.state == "open"]
    if len(still) == 1:
        return redirect("staff:refer_need", need_id=still[0].public_id)
    if not still:
        messages.info(request, _("A referral begins with a need: write one down first."), extra_tags="now")
        return redirect("staff:case_needs", case_id=case_id)
    context = {
        "head": heads.head(page),
        "tab": "needs",
        "needs": [(parts.need(one, case_id), reverse("staff:refer_need", args=[one.public_id])) for one in still],
    }
    return render(request, "staff/refer_choose.html", context)


@staff(*WORKERS, purpose="referral")
def refer_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The page of one referral. A button chooses the place; another look at it loses nothing typed."""
    at, do = now(), request.POST.get("do", "")
    work = Referring.of(request, need_id, at)
    form = work.form()
    if work.chosen and do == "no":
        work.refuse()
        messages.success(request, _("Kept: she says no to this place. Nothing was sent."), extra_tags="yes")
        return redirect("staff:places", need_id=need_id)
    if work.chosen and do in {"send", "draft"}:
        answer = _kept(form, work, send=do == "send")
        if answer is not None:
            return answer
    return render(request, "staff/refer.html", work.context(form))


def _kept(form: ReferralForm, work: Referring, *, send: bool) -> HttpResponse | None:
    if not form.is_valid():
        return None
    if send:
        form.ask_agreement(consented=work.live(form.cleaned_data["fields_shared"]) is not None)
        work.check_shown(form)
        if form.errors:
            return None
    return sent(form, at=work.at, work=lambda: work.keep(form, send=send))
