"""`/organizations`."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponseBase

from parvis.api.hsds import objects
from parvis.api.hsds.answers import Json, hsds, many, one
from parvis.api.hsds.params import Params
from parvis.api.hsds.views.services import known_id
from parvis.directory import queries as directory
from parvis.kernel.errors import NotFound


@hsds
def organisations(request: HttpRequest) -> HttpResponseBase:
    """Organisations, a page at a time."""
    params = Params(request)
    text, full = params.text("search"), params.yes("full")
    if params.yes("full_service"):
        params.refuse("full_service", "api.not_offered")  # of one organisation it is
    return many(params, partial(_organisations, text, full=full))


@hsds
def organisation(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One organisation with its places and its services, these in brief unless `full_service` is asked for."""
    params = Params(request)
    full_service = params.yes("full_service")
    params.check()
    own = known_id(public_id)
    found, _total = directory.organisation_entries(ids=[own], limit=1)
    if not found:
        raise NotFound
    services = [objects.service(entry, full=full_service) for entry in directory.services_of(own)]
    for service in services:
        service.pop("organization", None)
    return one(objects.organisation(found[0]) | ({"services": services} if services else {}))


def _organisations(text: str, offset: int, limit: int, *, full: bool) -> tuple[list[Json], int]:
    found, total = directory.organisation_entries(text=text, offset=offset, limit=limit)
    return [objects.organisation(entry, full=full) for entry in found], total
