"""Brotli for pages that reflect no secret beside text from outside (the BREACH attack needs both): public and path pages."""

from __future__ import annotations

from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from parvis.kernel.actor import ActorKind

SMALLEST = 400  # bytes; below that a header costs more than it saves
QUALITY = 5


class Compress:
    """Compresses HTML, JSON and SVG for readers who take brotli."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _may(request, response):
            patch_vary_headers(response, ("Accept-Encoding",))
            if "br" in request.headers.get("Accept-Encoding", ""):
                response.content = brotli.compress(response.content, quality=QUALITY)
                response["Content-Encoding"] = "br"
                response["Content-Length"] = str(len(response.content))
        return response


def _may(request: HttpRequest, response: HttpResponse) -> bool:
    kind = getattr(getattr(request, "actor", None), "kind", None)
    return (
        kind in (ActorKind.PUBLIC, ActorKind.PERSON)
        and not response.streaming
        and not response.has_header("Content-Encoding")
        and len(response.content) >= SMALLEST
        and response.get("Content-Type", "").split(";")[0] in ("text/html", "application/json", "image/svg+xml")
    )
