"""Letting a colleague in again: two administrators, each tells her half of the password she comes in with."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.access import actions
from parvis.access.choices import Role
from parvis.access.readmitting import readmission_of
from parvis.core.clock import now
from parvis.kernel.errors import NotFound
from parvis.web.admin_desk.forms.readmission import ReasonForm
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said, tried


@staff(Role.ADMIN, purpose="administration")
def readmission(request: HttpRequest, account: UUID) -> HttpResponse:
    """The first asks, another agrees; what either is told is shown once, and told in person."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    known = readmission_of(actor, account, at=at)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {"known": known, "account": account, "form": form}
    others = known.waiting if known.waiting and not known.waiting.mine else None

    def work() -> actions.Half:
        facts = {"reason": form.cleaned_data["reason"], "by": actor, "at": at}
        if others is None:
            return actions.ask_to_readmit(account_public_id=account, **facts)
        return actions.agree_to_readmit(public_id=others.public_id, **facts)

    if half := tried(form, work):
        context |= {"half": half.text, "second": others is not None}
    return render(request, "admin_desk/readmission.html", context)


@staff(Role.ADMIN, purpose="administration")
@require_POST
def refuse(request: HttpRequest, account: UUID) -> HttpResponse:
    """No; nothing has changed for her."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    waiting = readmission_of(actor, account, at=at).waiting
    if waiting is None:
        raise NotFound
    return done_or_said(
        request,
        reverse("admin_desk:readmission", args=[account]),
        work=lambda: actions.refuse_to_readmit(public_id=waiting.public_id, by=actor, at=at),
        done=_("Nobody is let in. Nothing has changed."),
    )
