"""The shapes of an answer: one object, a page of them, or all of them a line each."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse

from parvis.api.doors import View, open_data
from parvis.api.hsds.params import Params
from parvis.api.refusals import failed, refusal
from parvis.kernel.errors import ParvisError

Json = dict[str, Any]
Fetch = Callable[[int, int], tuple[Sequence[Json], int]]  # offset, limit → objects, how many in all
FRESH = "public, max-age=60"
_PART = 200


def hsds(view: View) -> View:
    """Open to anybody from any site; what is refused is JSON too."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except ParvisError as error:
            response = refusal(error)
        except Exception as error:  # noqa: BLE001 - logged, and told without a trace
            response = failed(request, error)
        response.headers.setdefault("Cache-Control", FRESH)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return open_data(answer)


def one(found: Json) -> JsonResponse:
    """One object."""
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def many(params: Params, fetch: Fetch, *, most: int | None = None) -> HttpResponseBase:
    """A page of objects, or all of them a line each. Raises `Invalid` for wrong parameters."""
    streams = params.streams()
    number, size = params.page(most) if most else params.page()
    params.check()
    if streams:
        return StreamingHttpResponse(_lines(fetch), content_type="application/x-ndjson")
    contents, total = fetch((number - 1) * size, size)
    pages = max(1, math.ceil(total / size))
    return one({
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": list(contents),
    })  # fmt: skip


def listed(found: Sequence[Json]) -> Fetch:
    """A short list that is all there already."""
    return lambda offset, limit: (found[offset : offset + limit], len(found))


def _lines(fetch: Fetch) -> Iterator[str]:
    offset, total = 0, 1
    while offset < total:
        contents, total = fetch(offset, _PART)
        for item in contents:
            yield json.dumps(item, ensure_ascii=False) + "\n"
        offset += _PART
