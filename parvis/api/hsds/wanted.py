"""From parameters to what the directory is asked for."""

from __future__ import annotations

from parvis.api.doors import language
from parvis.api.hsds.params import Params
from parvis.api.hsds.terms import all_terms
from parvis.core.clock import now
from parvis.directory.queries import Wanted
from parvis.kernel.actor import Actor
from parvis.search import queries as search
from parvis.search.shapes import Query

BEST = 1000  # of a full text search; the rest is noise to a program too
_PART = 100


def wanted_services(params: Params) -> Wanted:
    """The filters that services and services at locations share. Raises `Invalid`."""
    text = params.text("search")
    youngest, oldest = (params.number(name, low=0, high=150) for name in ("minimum_age", "maximum_age"))
    organisation, changed = params.identity("organization_id"), params.moment("modified_after")
    among = _classed(params)
    params.check()
    return Wanted(
        ids=_found(text) if text else None,
        among=among,
        organisation=organisation,
        changed_since=changed,
        minimum_age=youngest,
        maximum_age=oldest,
    )


def _classed(params: Params) -> frozenset[int] | None:
    term, taxonomy = params.identity("taxonomy_term_id"), params.identity("taxonomy_id")
    if term is None and taxonomy is None:
        return None
    terms = all_terms()
    found: frozenset[int] | None = None
    if term is not None:
        found = terms.services.get(term, frozenset())
    if taxonomy is not None:
        under = terms.under(terms.of_taxonomy(taxonomy))
        found = under if found is None else found & under
    return found


def _found(text: str) -> list[int]:
    """Row ids of the best services for some words, the best first."""
    ids: list[int] = []
    total = 1
    while len(ids) < min(total, BEST):
        query = Query(text=text, language=language(), kind="service", at=now(), offset=len(ids), limit=_PART)
        answer = search.search(Actor.public(language()), query)
        if not answer.results:
            break
        ids += [row.object_id for row in answer.results]
        total = answer.total
    return ids
