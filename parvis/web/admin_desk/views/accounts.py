"""Accounts: made by an administrator, with roles from a day until a day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.access import actions
from parvis.access import queries as access
from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.web.admin_desk.forms.account import AccountForm, RoleForm
from parvis.web.admin_desk.shown import shown_account
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import done_or_said, send


@staff(Role.ADMIN, purpose="administration")
def new(request: HttpRequest) -> HttpResponse:
    """A new account, with its first role."""
    actor = request.actor  # type: ignore[attr-defined]
    form = AccountForm(request.POST if request.method == "POST" else None, **_choices(actor))
    if request.method == "POST":
        at = now()

        def work() -> None:
            given = form.cleaned_data
            actions.admit_account(
                username=given["username"],
                name=given["name"],
                password=given["password"],
                language=given["language"],
                email=given["email"],
                role=form.new_role,
                by=actor,
                at=at,
            )
            messages.success(request, _("The account is ready. Tell the password in person."))

        answer = send(form, at=at, to=reverse("admin_desk:home"), work=work)
        if answer is not None:
            return answer
    return render(request, "admin_desk/account_new.html", {"form": form})


@staff(Role.ADMIN, purpose="administration")
def account(request: HttpRequest, account: UUID) -> HttpResponse:
    """One account: its roles, and one more."""
    actor, at = request.actor, now()  # type: ignore[attr-defined]
    line = access.account_line(actor, account, on=house().day(at))
    form = RoleForm(request.POST if request.method == "POST" else None, **_choices(actor))
    if request.method == "POST":

        def work() -> None:
            actions.give_role(account_public_id=account, role=form.new_role, by=actor, at=at)
            messages.success(request, _("The role is given."))

        answer = send(form, at=at, to=reverse("admin_desk:account", args=[account]), work=work)
        if answer is not None:
            return answer
    return render(request, "admin_desk/account.html", {"form": form, "account": shown_account(line)})


@staff(Role.ADMIN, purpose="administration")
@require_POST
def end_role(request: HttpRequest, account: UUID, membership: UUID) -> HttpResponse:
    """The role ends today."""
    by, at = request.actor, now()  # type: ignore[attr-defined]
    access.account_line(by, account, on=house().day(at))
    return done_or_said(
        request,
        reverse("admin_desk:account", args=[account]),
        work=lambda: actions.take_role(membership_public_id=membership, on=house().day(at), by=by, at=at),
        done=_("The role ends tonight."),
    )


def _choices(actor: Actor) -> dict[str, Any]:
    rows = [(str(one.public_id), one.name) for one in access.organisations_of(actor)]
    return {"organisations": rows, "today": house().day(now())}
