"""Where the reader is: typed, or chosen from a list. Nothing is asked of the device."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from parvis.directory import gazetteer
from parvis.directory.shapes import Near
from parvis.web.public.asked import Asked, asked, language
from parvis.web.public.caching import kept_a_minute
from parvis.web.shell.doors import public

MOST = 40


@public
def place(request: HttpRequest) -> HttpResponse:
    """A form of one line, and the places by kind. One place found: straight on."""
    question = asked(request.GET)
    typed = request.GET.get("place", "").replace("\x00", " ").strip()[:80]
    found = gazetteer.find(typed) if typed else []
    if len(found) == 1:
        return HttpResponseRedirect(_onward(question, found[0].code))
    context = {
        "asked": question,
        "typed": typed,
        "found": _links(question, found),
        "places": _links(question, gazetteer.all_places()[:MOST]),
        "kept": [(key, value) for key, value in question.params.items() if key != "near"],
    }
    return kept_a_minute(render(request, "public/place.html", context))


def _links(question: Asked, places: list[Near]) -> list[tuple[str, str, str]]:
    return [(place.name(language()), place.kind, _onward(question, place.code)) for place in places]


def _onward(question: Asked, code: str) -> str:
    """Back to the list when there was a question, else to the square."""
    to = "public:search" if {"q", "topic"} & question.params.keys() else "public:home"
    return reverse(to) + question.link(near=code)
