"""Pages of a list whose length nobody counts."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """The page asked for; anything odd is the first."""
    text = request.GET.get("page", "")
    return min(int(text), 10_000) if text.isdecimal() and len(text) < 7 and int(text) > 0 else 1


def known_pages(number: int, *, more: bool) -> Page[int] | None:
    """For `{% pages %}`: as far as the list is known to go; None where it is one page."""
    return Paginator(range(number + more), 1).page(number) if number > 1 or more else None
