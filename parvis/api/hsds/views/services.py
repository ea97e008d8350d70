"""`/services`."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from parvis.api.hsds import objects
from parvis.api.hsds.answers import Json, hsds, many, one
from parvis.api.hsds.params import MOST_STAMPS, Params
from parvis.api.hsds.wanted import wanted_services
from parvis.core.identity import as_uuid
from parvis.directory import queries as directory
from parvis.directory.queries import Wanted
from parvis.kernel.errors import NotFound


@hsds
def services(request: HttpRequest) -> HttpResponseBase:
    """Services, a page at a time; `minimal` for ids and when they changed."""
    params = Params(request)
    full, minimal = params.yes("full"), params.yes("minimal")
    wanted = wanted_services(params)
    if minimal:
        return many(params, partial(_stamps, wanted), most=MOST_STAMPS)
    return many(params, partial(_services, wanted, full=full))


@hsds
def service(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One service with everything."""
    found, _total = directory.service_entries(Wanted(public_id=known_id(public_id)), limit=1)
    if not found:
        raise NotFound
    return one(objects.service(found[0]))


def known_id(text: str) -> UUID:
    """The id in an address. What is none is not found."""
    found = as_uuid(text)
    if found is None:
        raise NotFound
    return found


def _services(wanted: Wanted, offset: int, limit: int, *, full: bool) -> tuple[list[Json], int]:
    found, total = directory.service_entries(wanted, offset=offset, limit=limit, places=full)
    return [objects.service(entry, full=full) for entry in found], total


def _stamps(wanted: Wanted, offset: int, limit: int) -> tuple[list[Json], int]:
    found, total = directory.service_stamps(wanted, offset=offset, limit=limit)
    return [{"id": str(public_id), "modified_date": at.isoformat()} for public_id, at in found], total
