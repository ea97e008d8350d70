"""All that is kept about me: on the screen, on paper, and as a copy that another service can read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core.clock import now
from parvis.people import queries as people
from parvis.web.design.words import isolate
from parvis.web.shell import own_file
from parvis.web.shell.doors import herself


@herself
def shown(request: HttpRequest) -> HttpResponse:
    """Heading by heading, folded: the screen may be somebody else's."""
    return _page(request, "newcomer/own_file.html")


@herself
def on_paper(request: HttpRequest) -> HttpResponse:
    """The same, unfolded."""
    return _page(request, "newcomer/own_file_print.html")


@herself
def copy(request: HttpRequest) -> HttpResponse:
    """JSON, under a name that says nothing."""
    at = now()
    found = people.own_file(request.actor, at)  # type: ignore[attr-defined]
    return own_file.download(found.parts, controller=found.controller, at=at)


def _page(request: HttpRequest, template: str) -> HttpResponse:
    found = people.own_file(request.actor, now())  # type: ignore[attr-defined]
    context = {
        "controller": isolate(found.controller),
        "opened_before": found.opened_before,
        "parts": own_file.shown(found.parts),
    }
    return render(request, template, context)
