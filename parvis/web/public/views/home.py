"""The square: one question, eight doors, where to begin, what is open now or next, whom to call in danger."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core.clock import now
from parvis.directory import queries as directory
from parvis.kernel.actor import Actor
from parvis.kernel.topics import DOORS
from parvis.search import queries as search
from parvis.search.shapes import Query
from parvis.web.public import shown, words
from parvis.web.public.asked import Asked, asked, language
from parvis.web.public.caching import kept_a_minute
from parvis.web.shell.doors import public

TODAY = ("meet", "food", "learn")
TODAY_KM = 30.0
SHOWN, LOOKED_AT = 3, 20


@public
def home(request: HttpRequest) -> HttpResponse:
    """Six statements at most."""
    question = asked(request.GET)
    at = now()
    open_now = _near(request.actor, question, at, open_now=True)  # type: ignore[attr-defined]
    near = (question.near.lat, question.near.lon) if question.near else None
    found = open_now or _near(request.actor, question, at, open_now=False)  # type: ignore[attr-defined]
    views = directory.cards(found, language(), at, near)
    if not open_now:
        known = [one for one in views if one.status.next_open]
        views = sorted(known, key=lambda one: one.status.next_open or at)[:SHOWN]
    context = {
        "asked": question,
        "doors": [(code, words.DOORS[code], question.link(topic=code)) for code in DOORS],
        "open_now": bool(open_now),
        "today": shown.cards(views, near=question.params.get("near", "")),
        "place_link": question.link(),
    }
    return kept_a_minute(render(request, "public/home.html", context))


def _near(actor: Actor, question: Asked, at: datetime, *, open_now: bool) -> list[int]:
    """Where one may simply go: those open now, or the first few of all when the town is asleep."""
    query = Query(
        language=language(), at=at, near=question.near, within_km=TODAY_KM if question.near else None,
        kind="service", topics=TODAY, open_now=open_now, limit=SHOWN if open_now else LOOKED_AT,
    )  # fmt: skip
    answer = search.search(actor, query)
    return [one.object_id for one in answer.results] if answer.understood.within_km in (None, TODAY_KM) else []
