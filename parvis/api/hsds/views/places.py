"""`/service_at_locations`."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from parvis.api.hsds import objects
from parvis.api.hsds.answers import Json, hsds, many, one
from parvis.api.hsds.params import Params
from parvis.api.hsds.views.services import known_id
from parvis.api.hsds.wanted import wanted_services
from parvis.directory import gazetteer
from parvis.directory import queries as directory
from parvis.directory.queries import Wanted
from parvis.kernel.errors import NotFound

MOST_METRES = 200_000


@hsds
def service_at_locations(request: HttpRequest) -> HttpResponseBase:
    """Services at places, a page at a time: in a postcode, or within so many metres of its middle."""
    params = Params(request)
    full, where = params.yes("full"), _where(params)
    wanted = wanted_services(params)
    return many(params, partial(_links, wanted, full=full, where=where))


@hsds
def service_at_location(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One service at one place."""
    found, _total = directory.link_entries(Wanted(), public_id=known_id(public_id), limit=1)
    if not found:
        raise NotFound
    return one(objects.link(found[0]))


def _where(params: Params) -> dict[str, Any]:
    postcode = params.text("postcode", 20)
    metres = params.number("proximity", low=1, high=MOST_METRES)
    if metres is None:
        return {"postal_code": postcode}
    middle = next(iter(gazetteer.find(postcode)), None) if postcode else None
    if middle is None:
        params.refuse("postcode", "field.unknown")
        return {}
    return {"around": (middle.lat, middle.lon, metres / 1000)}


def _links(wanted: Wanted, offset: int, limit: int, *, full: bool, where: dict[str, Any]) -> tuple[list[Json], int]:
    found, total = directory.link_entries(wanted, offset=offset, limit=limit, **where)
    return [objects.link(entry, full=full) for entry in found], total
