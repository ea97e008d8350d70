"""How a form of the staff is sent: once, and with nothing typed lost when a room refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parvis.core import once
from parvis.kernel.errors import NotFound, ParvisError
from parvis.web.shell.sending import version_in
from parvis.web.staff.forms.base import StaffForm


def do_once(token: str, *, at: datetime, work: Callable[[], str]) -> str:
    """Do the work for the first submission of this token; a second one is led where the first went.

    `work` gives the address to go to. When it raises, the token is free again.
    """
    with transaction.atomic():
        if not once.claim(token, at=at):
            return once.location_of(token) or reverse("staff:day")
        location = work()
        once.answered(token, location=location)
    return location


def sent(form: StaffForm, *, at: datetime, work: Callable[[], str]) -> HttpResponse | None:
    """Send a valid form; the answer to redirect to, or None with what is wrong written into the form."""
    if not form.is_valid():
        return None
    try:
        return HttpResponseRedirect(do_once(form.once_token, at=at, work=work))
    except NotFound:
        raise
    except ParvisError as error:
        form.refuse(error)
        return None


def version_of(request: HttpRequest) -> int | None:
    """The version that a button was made from."""
    return version_in(request.POST)
