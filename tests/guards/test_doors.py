"""Every view says who may come through it. One that says nothing is open by mistake."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.guards.support import assert_none_but

# Views that are not ours, by the dotted name of their module; a module stands for all its views.
ELSEWHERE = {
    "ninja.openapi.views": "the description of the API's shapes, no data",
}
# The operations of the API name their doors where ninja asks who comes: tests/api/test_doors.py looks at each.
API = ("ninja.",)


def views(resolver: URLResolver, route: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in resolver.url_patterns:
        where = f"{route}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from views(entry, where)
        elif isinstance(entry, URLPattern):
            yield where, entry.callback


def view_class_or_self(view: Callable[..., Any]) -> Any:
    inner = view.func if isinstance(view, partial) else view
    return getattr(inner, "view_class", inner)


def test_every_view_declares_its_door() -> None:
    every = list(views(get_resolver()))
    assert every, "the resolver gave no view"
    undeclared = [
        f"{view_class_or_self(view).__module__}.{view_class_or_self(view).__qualname__} at /{where}"
        for where, view in every
        if not hasattr(view, "parvis_door")
        and view_class_or_self(view).__module__ not in ELSEWHERE
        and not view_class_or_self(view).__module__.startswith(API)
    ]
    assert_none_but(undeclared, {}, "views without a declared door")


def test_every_view_from_elsewhere_is_still_used() -> None:
    used = {view_class_or_self(view).__module__ for _where, view in views(get_resolver())}
    stale = sorted(set(ELSEWHERE) - used)
    assert not stale, f"no longer used: {stale}"
