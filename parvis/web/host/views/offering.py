"""What one's organisation gives, written by a member: a new offer, the same one again, and how a reader sees it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from parvis.web.host.views.giving import GIVERS
from parvis.web.shell.doors import staff
from parvis.web.shell.offering import pages

SPACE = pages.Space(
    frame="base_staff.html",
    offers="host:offers",
    shown="host:offer_shown",
    rewrite="host:offer_edit",
    turn="host:offer_turn",
    plan="host:plan",
    title=_("What we give"),
)


@staff(*GIVERS, purpose="participation")
def write(request: HttpRequest) -> HttpResponse:
    """First its kind, then its form."""
    return pages.write(request, SPACE)


@staff(*GIVERS, purpose="participation")
def shown(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """As a reader sees it."""
    return pages.shown(request, SPACE, offer_id)


@staff(*GIVERS, purpose="participation")
def edit(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Written again."""
    return pages.rewrite(request, SPACE, offer_id)


@staff(*GIVERS, purpose="participation")
def turn(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Paused, or open again."""
    return pages.turn(request, SPACE, offer_id)
