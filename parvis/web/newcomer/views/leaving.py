""" "I am done", and the page that stays: it says nothing about anybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parvis.core.clock import now
from parvis.engagement import queries as engagement
from parvis.kernel.errors import NotFound
from parvis.people import actions
from parvis.web.shell.doors import link
from parvis.web.shell.standing import CARD, herself_of


@link
def done(request: HttpRequest) -> HttpResponse:
    """Ends her own space here and wherever else it is open, signs her out, and asks the browser to forget what it kept."""
    response = redirect("newcomer:closed")
    if request.method == "POST":
        _end(request)
        request.session.flush()
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@link
def closed(request: HttpRequest) -> HttpResponse:
    """How to open it again; to somebody who pressed a button on an offer, how she gets what she wanted."""
    return render(request, "newcomer/closed.html", {"wanted": _wanted(request)})


def _wanted(request: HttpRequest) -> engagement.OfferView | None:
    """The open offer that the address names; nothing of anybody."""
    try:
        found = engagement.offer(UUID(request.GET.get("offer", "")), request.actor.language, now())  # type: ignore[attr-defined]
    except (ValueError, NotFound):
        return None
    return found if found.state == "open" else None


def _end(request: HttpRequest) -> None:
    opened, at = herself_of(request), now()
    if opened is None:
        return
    if opened.actor.account_id is not None:
        actions.end_own_sessions(by=opened.actor, at=at)
    else:
        actions.end_sessions(card_id=request.session[CARD]["card"], by=opened.actor, at=at)
