"""One offer of any kind: what it is, when, where, how many places; and how to ask for one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core.clock import now
from parvis.directory import queries as directory
from parvis.engagement import queries as engagement
from parvis.kernel.topics import is_sensitive
from parvis.web.public.asked import language
from parvis.web.public.caching import kept_a_minute, not_kept
from parvis.web.shell import offer_cards
from parvis.web.shell.doors import public


@public
def offer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Five statements at most."""
    at = now()
    found = engagement.offer(public_id, language(), at)
    place = directory.places([found.location_id], language()).get(found.location_id or 0)
    card = offer_cards.card(found, place)
    context = {
        "card": card,
        "place": place,
        "sessions": engagement.sessions_of(found.id, at, limit=12),
        "unread": any(one.unread for one in (found.title, found.text, *found.words.values())),
        "sensitive": is_sensitive(found.topics),
    }
    response = render(request, "public/offer.html", context)
    return not_kept(response) if context["sensitive"] else kept_a_minute(response)
