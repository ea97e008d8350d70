"""What she offers of her own time: written, changed, paused by herself."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from parvis.web.shell.doors import herself
from parvis.web.shell.offering import pages

SPACE = pages.Space(
    frame="base_newcomer.html",
    offers="newcomer:giving",
    shown="newcomer:offer_shown",
    rewrite="newcomer:offer_edit",
    turn="newcomer:offer_turn",
)


@herself
def write(request: HttpRequest) -> HttpResponse:
    """For who stands in a host's part with a check that counts; nobody else finds it."""
    return pages.write(request, SPACE)


@herself
def shown(request: HttpRequest, offer: UUID) -> HttpResponse:
    """As a reader sees it."""
    return pages.shown(request, SPACE, offer)


@herself
def edit(request: HttpRequest, offer: UUID) -> HttpResponse:
    """Written again."""
    return pages.rewrite(request, SPACE, offer)


@herself
def turn(request: HttpRequest, offer: UUID) -> HttpResponse:
    """Paused, or open again."""
    return pages.turn(request, SPACE, offer)
