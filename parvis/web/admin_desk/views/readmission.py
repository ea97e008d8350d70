"""Letting a colleague in again: two administrators, each tells her half of the password she comes in with."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.access import actions
from parvis.access.choices import Role
from parvis.access.readmitting import readmission_of
from parvis.core.clock import now
from parvis.core.sentences import sentence
from parvis.kernel.errors import Invalid, NotFound, Refused
from parvis.web.admin_desk.forms.readmission import ReasonForm
from parvis.web.shell.doors import staff


@staff(Role.ADMIN, purpose="administration")
def readmission(request: HttpRequest, account: UUID) -> HttpResponse:
    """The first asks, another agrees; what either is told is shown once, and told in person."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    known = readmission_of(actor, account, at=at)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {"known": known, "account": account, "form": form}
    if form.is_valid():
        reason, waiting = form.cleaned_data["reason"], known.waiting
        try:
            if waiting is None or waiting.mine:
                half = actions.ask_to_readmit(account_public_id=account, reason=reason, by=actor, at=at)
            else:
                half = actions.agree_to_readmit(public_id=waiting.public_id, reason=reason, by=actor, at=at)
        except (Refused, Invalid) as error:
            form.refuse(error)
        else:
            second = waiting is not None and not waiting.mine
            context |= {"half": half.text, "second": second}
    return render(request, "admin_desk/readmission.html", context)


@staff(Role.ADMIN, purpose="administration")
@require_POST
def refuse(request: HttpRequest, account: UUID) -> HttpResponse:
    """No; nothing has changed for her."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    waiting = readmission_of(actor, account, at=at).waiting
    if waiting is None:
        raise NotFound
    try:
        actions.refuse_to_readmit(public_id=waiting.public_id, by=actor, at=at)
        messages.success(request, _("Nobody is let in. Nothing has changed."))
    except Refused as error:
        messages.error(request, sentence(error), extra_tags="no")
    return redirect("admin_desk:readmission", account=account)
