"""The API itself: closed unless an operation names its door, errors as codes and sentences, nothing personal kept by anybody."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from parvis.api.refusals import failed, plain, refusal
from parvis.api.v1 import directory, received, referrals, session
from parvis.kernel.actor import ActorKind
from parvis.kernel.errors import Invalid, ParvisError

# What a value that can't be used was, from Pydantic's types of error to ours.
_TYPES = {"missing": "field.missing", "int_parsing": "field.not_a_number", "float_parsing": "field.not_a_number",
          "literal_error": "field.not_a_choice", "string_too_long": "field.too_long"}  # fmt: skip


class House(NinjaAPI):
    """Personal answers are kept nowhere on the way."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """JSON; to anybody but the public with `no-store`."""
        response = super().create_response(request, data, **kwargs)
        actor = getattr(request, "actor", None)
        public = actor is None or actor.kind is ActorKind.PUBLIC
        response.headers.setdefault("Cache-Control", "no-cache" if public else "no-store, private")
        return response


def closed(request: HttpRequest) -> None:
    """What has no door of its own lets nobody in."""


api = House(
    title="Parvis",
    version="1",
    description="The public search, and the referrals of signed-in staff in the session of the pages.",
    urls_namespace="api",
    docs_url=None,  # its page would load scripts from elsewhere
    auth=closed,
)
api.add_router("", directory.router)
api.add_router("", session.router)
api.add_router("", referrals.router)
api.add_router("", received.router)


@api.exception_handler(ParvisError)
def _refused(request: HttpRequest, error: ParvisError) -> HttpResponse:
    return refusal(error)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = {str(one["loc"][-1]): _TYPES.get(one["type"], "parvis.invalid") for one in error.errors}
    return refusal(Invalid(fields, code="api.parameters"))


@api.exception_handler(AuthenticationError)
def _signed_out(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return plain("api.sign_in", HTTPStatus.UNAUTHORIZED)


@api.exception_handler(HttpError)
def _unsafe(request: HttpRequest, error: HttpError) -> HttpResponse:
    code = "api.csrf" if error.status_code == HTTPStatus.FORBIDDEN else "parvis.invalid"
    return plain(code, HTTPStatus(error.status_code))


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    return failed(request, error)
