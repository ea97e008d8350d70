"""Organisations: found by name, and enrolled with a contact so that requests can reach them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.access import actions
from parvis.access import queries as access
from parvis.access.choices import Role
from parvis.core.clock import now
from parvis.web.admin_desk.forms.contact import ContactForm
from parvis.web.admin_desk.shown import shown_organisation
from parvis.web.shell.doors import staff
from parvis.web.shell.sending import send


@staff(Role.ADMIN, purpose="administration")
def found(request: HttpRequest) -> HttpResponse:
    """Organisations whose name holds every word: partners, and listings of the directory, imported ones included."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = access.organisations_named(request.actor, text)  # type: ignore[attr-defined]
    return render(
        request, "admin_desk/organisations.html", {"text": text, "rows": [shown_organisation(one) for one in rows]}
    )


@staff(Role.ADMIN, purpose="administration")
def contact(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """One organisation: where its messages go, and whether it works under our register."""
    actor = request.actor  # type: ignore[attr-defined]
    line = access.managed_organisation(actor, organisation)
    first = {"email": line.contact_email, "phone": line.contact_phone, "version": line.version, "under_us": True}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=first)
    if line.ours:
        del form.fields["under_us"]
    if request.method == "POST":
        at, here = now(), reverse("admin_desk:organisation", args=[organisation])

        def work() -> None:
            given = form.cleaned_data
            actions.enrol_contact(
                organisation_public_id=organisation,
                email=given["email"],
                phone=given["phone"],
                under_us=given.get("under_us", False),
                version=given["version"],
                by=actor,
                at=at,
            )
            messages.success(request, _("Saved. Requests can reach them now."))

        answer = send(form, at=at, to=here, work=work)
        if answer is not None:
            return answer
    return render(request, "admin_desk/organisation.html", {"form": form, "shown": shown_organisation(line)})
