"""Who is behind the services."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from parvis.core.clock import now
from parvis.directory import queries as directory
from parvis.web.public import shown
from parvis.web.public.asked import asked, language
from parvis.web.public.caching import kept_a_minute, not_kept
from parvis.web.shell.doors import public

PAGE = 30


@public
def organisations(request: HttpRequest) -> HttpResponse:
    """By name, thirty a page."""
    question = asked(request.GET)
    text = question.params.get("q", "")
    rows, total = directory.organisations(language=language(), text=text, offset=(question.page - 1) * PAGE, limit=PAGE)
    page = Paginator(range(total), PAGE).get_page(question.page)
    if page.number != question.page:
        rows, _ = directory.organisations(language=language(), text=text, offset=(page.number - 1) * PAGE, limit=PAGE)
    return kept_a_minute(render(request, "public/organisations.html", {"rows": rows, "page": page, "asked": question}))


@public
def organisation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of them, with what it offers."""
    found = directory.organisation_page(public_id, language(), now())
    if found.public_id != public_id:  # somebody said that it is the same as another one
        return redirect("public:organisation", public_id=found.public_id)
    context = {
        "organisation": found,
        "cards": shown.cards(found.services),
        "sensitive": any(one.sensitive for one in found.services),
    }
    response = render(request, "public/organisation.html", context)
    return not_kept(response) if context["sensitive"] else kept_a_minute(response)
