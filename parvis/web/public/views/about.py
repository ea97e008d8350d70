"""What this site does with you: access for everybody, and your data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.people import queries as people
from parvis.web.public.asked import language
from parvis.web.public.caching import kept_a_minute
from parvis.web.shell.doors import public


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement."""
    return kept_a_minute(render(request, "public/accessibility.html"))


@public
def data(request: HttpRequest) -> HttpResponse:
    """What is kept about a reader (nothing), and the notice that is read at the desk before the first question."""
    return kept_a_minute(render(request, "public/data.html", {"notice": people.notice(language())}))
