"""The square on the card: to the page of the six digits, in the language of the person, without anything in the address."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from parvis.people import queries as people
from parvis.web.newcomer import waiting
from parvis.web.shell.doors import link
from parvis.web.shell.languages import spoken
from parvis.web.shell.standing import CARD

WAITING = timedelta(minutes=20)


@link
def card(request: HttpRequest, token: str) -> HttpResponse:
    """A wrong, torn or revoked card is the same 404 as any page that does not exist."""
    entry = people.card_entry(token)
    waiting.keep(request, token)
    request.session.pop(CARD, None)
    request.session.set_expiry(WAITING)
    with translation.override(spoken(entry.language)):
        return redirect(reverse("newcomer:open"))
