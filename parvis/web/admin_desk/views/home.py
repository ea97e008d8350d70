"""The administrator's first page: who can be reached, who may come in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.access import queries as access
from parvis.access.choices import Role
from parvis.access.readmitting import readmissions_waiting
from parvis.core.clock import now
from parvis.core.house import house
from parvis.oversight.queries import holds_waiting
from parvis.web.admin_desk.shown import shown_account, shown_organisation
from parvis.web.shell.doors import staff


@staff(Role.ADMIN, purpose="administration")
def home(request: HttpRequest) -> HttpResponse:
    """Organisations under the controller with their contact, and the accounts with their roles."""
    actor = request.actor  # type: ignore[attr-defined]
    at = now()
    today = house().day(at)
    context = {
        "waiting": readmissions_waiting(actor, at=at),
        "organisations": [shown_organisation(one) for one in access.organisations_of(actor)],
        "accounts": [shown_account(one) for one in access.accounts_of(actor, on=today)],
        "holds": holds_waiting(actor),
    }
    return render(request, "admin_desk/home.html", context)
