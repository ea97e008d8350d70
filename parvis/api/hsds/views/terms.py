"""`/taxonomies` and `/taxonomy_terms`."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase

from parvis.api.hsds.answers import Json, hsds, listed, many, one
from parvis.api.hsds.params import Params
from parvis.api.hsds.terms import all_terms
from parvis.api.hsds.views.services import known_id
from parvis.kernel.errors import NotFound


@hsds
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    """The taxonomies in use."""
    params = Params(request)
    text = params.text("search")
    return many(params, listed(_holding(all_terms().taxonomies(), text)))


@hsds
def taxonomy(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One taxonomy."""
    own = str(known_id(public_id))
    return one(_first(item for item in all_terms().taxonomies() if item["id"] == own))


@hsds
def taxonomy_terms(request: HttpRequest) -> HttpResponseBase:
    """The terms in use, of one taxonomy or of all."""
    params = Params(request)
    text, of = params.text("search"), params.identity("taxonomy_id")
    terms = all_terms()
    found = terms.of_taxonomy(of) if of else list(terms.terms.values())
    return many(params, listed(_holding(found, text)))


@hsds
def taxonomy_term(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One term."""
    return one(_first(filter(None, [all_terms().terms.get(known_id(public_id))])))


def _holding(found: list[Json], text: str) -> list[Json]:
    words = text.casefold().split()
    return [item for item in found if all(word in f"{item['name']} {item['description']}".casefold() for word in words)]


def _first(found: Iterable[Json]) -> Json:
    item = next(iter(found), None)
    if item is None:
        raise NotFound
    return item
