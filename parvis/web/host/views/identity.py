"""The name behind a request, without an account: a one-time code to the registered contact, after a yes, shown once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parvis.casework import actions as casework
from parvis.casework import queries
from parvis.casework.errors import LinkExpired
from parvis.core.clock import now
from parvis.kernel.errors import Refused
from parvis.web.host.forms.answer import CodeForm
from parvis.web.host.shown import shown_identity, shown_request
from parvis.web.host.views.link import expired, page
from parvis.web.shell.doors import link
from parvis.web.shell.sending import VersionedForm


@link
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new code; earlier ones die."""
    if request.method != "POST":
        return redirect("host:link", token=token)
    try:
        casework.send_identity_code(token=token, at=now())
    except LinkExpired:
        return expired(request)
    except Refused as error:
        form = VersionedForm({})
        form.is_valid()
        form.refuse(error)
        return page(request, token, form)
    return redirect("host:link_open", token=token)


@link
def open_once(request: HttpRequest, token: str) -> HttpResponse:
    """The code, then the shared fields in this one answer: nothing of it is kept for a second look."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and form.is_valid():
            try:
                # Not inside a transaction of our own: a lost try has to stay lost.
                identity = casework.open_with_code(token=token, code=form.cleaned_data["code"], at=now())
            except LinkExpired:
                raise
            except Refused as error:
                form.refuse(error)
            else:
                back = reverse("host:link", args=[token])
                return render(
                    request,
                    "host/identity.html",
                    {"rows": shown_identity(identity), "number": identity.number, "back_url": back},
                )
        preview = queries.preview_by_link(token, now())
    except LinkExpired:
        return expired(request)
    if not preview.is_accepted:
        return redirect("host:link", token=token)
    context = {"form": form, "asked": shown_request(preview), "back_url": reverse("host:link", args=[token]), "code_url": reverse("host:link_code", args=[token])}  # fmt: skip
    return render(request, "host/code.html", context)
