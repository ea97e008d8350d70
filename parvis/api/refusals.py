"""Errors as JSON: a code for programs, a sentence for people in the language they asked for."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_vary_headers

from parvis.api.doors import open_data
from parvis.core.keys import KeysLocked
from parvis.core.sentences import SENTENCES, sentence
from parvis.kernel.errors import Invalid, NotFound, ParvisError, Stale

log = logging.getLogger(__name__)


def refusal(error: ParvisError) -> JsonResponse:
    """The answer to what a room or a door refused."""
    body: dict[str, Any] = {"code": error.code, "sentence": sentence(error)}
    if isinstance(error, Invalid):
        body["fields"] = {name: {"code": code, "sentence": field_sentence(code)} for name, code in error.fields.items()}
    return _answer(body, status_of(error))


def status_of(error: ParvisError) -> HTTPStatus:
    """Not found and not for you are the same."""
    if isinstance(error, NotFound):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, KeysLocked):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.CONFLICT if isinstance(error, Stale) else HTTPStatus.BAD_REQUEST


def field_sentence(code: str) -> str:
    """What is wrong with one field or parameter."""
    return str(SENTENCES.get(code) or SENTENCES.get(f"field.{code}") or SENTENCES["parvis.invalid"])


def plain(code: str, status: HTTPStatus) -> JsonResponse:
    """A refusal that no room raised."""
    return _answer({"code": code, "sentence": str(SENTENCES[code])}, status)


def failed(request: HttpRequest, error: Exception) -> JsonResponse:
    """Our fault: logged, and said without a trace. A store that somebody else holds for long is none: asked again soon, it answers."""
    if isinstance(error, OperationalError):
        log.warning("the store did not answer: %s", error)
        response = plain("parvis.busy", HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = "60"
        return response
    log.error("%s failed", request.path, exc_info=error)
    return plain("parvis.error", HTTPStatus.INTERNAL_SERVER_ERROR)


@open_data
def nothing_here(request: HttpRequest, rest: str = "") -> JsonResponse:
    """Any other address under the JSON doors."""
    return refusal(NotFound())


def _answer(body: dict[str, Any], status: HTTPStatus) -> JsonResponse:
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ["Cookie"])
    return response
