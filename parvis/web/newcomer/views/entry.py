"""The page of the six digits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parvis.access.door import AS_HERSELF
from parvis.core.clock import now
from parvis.kernel.errors import NotFound
from parvis.people import actions
from parvis.people import queries as people
from parvis.people.errors import CardLocked, PinWrong
from parvis.web.newcomer import waiting
from parvis.web.newcomer.forms.pin import PinForm
from parvis.web.newcomer.words import TRIES
from parvis.web.shell.doors import link
from parvis.web.shell.standing import CARD
from parvis.web.shell.words import said


@link
def open_path(request: HttpRequest) -> HttpResponse:
    """One question. Five wrong answers, then the desk gives a new card."""
    token = waiting.token_of(request)
    try:
        locked = people.card_entry(token).locked if token else None
    except NotFound:
        locked = None
    if locked is None:
        return redirect("newcomer:closed")
    form = PinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not locked and form.is_valid():
        try:
            # Not inside a transaction of our own: a lost try has to stay lost.
            opened = actions.open_with_pin(token=token, pin=form.cleaned_data["pin"], at=now())
        except PinWrong as error:
            form.add_error("pin", said(TRIES, error.tries_left))
        except CardLocked:
            locked = True
        else:
            return _enter(request, opened)
    if locked:
        return render(request, "newcomer/locked.html")
    return render(request, "newcomer/open.html", {"form": form})


def _enter(request: HttpRequest, opened: actions.Opened) -> HttpResponse:
    """A session of a new key: whoever knew the old one knows nothing."""
    waiting.forget(request)
    request.session.pop(AS_HERSELF, None)
    request.session.cycle_key()
    request.session[CARD] = {"card": opened.card_id, "epoch": opened.epoch, "language": opened.language}
    return redirect("newcomer:path")
