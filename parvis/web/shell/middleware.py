"""Headers on every answer, and errors as plain pages: no traceback ever reaches a reader."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from parvis.core.keys import KeysLocked, locked
from parvis.kernel.actor import ActorKind
from parvis.kernel.errors import NotFound, ParvisError
from parvis.web.shell import errors

log = logging.getLogger(__name__)

_COMMON = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

SCRIPTED = f"{_COMMON}; script-src 'self'"

# The ways out need no key: whoever is done leaves nothing open, also while the house is locked.
STAY_OPEN = frozenset({"account_logout", "newcomer:done", "newcomer:closed", "shell:leave"})


class SecurityHeaders:
    """A content policy without anything inline; scripts for signed-in staff alone. What nobody said may be kept is kept nowhere:
    the ways to another page, too, tell where somebody was going.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        at_work = getattr(getattr(request, "actor", None), "kind", None) is ActorKind.ACCOUNT
        scripts = "; script-src 'self'; connect-src 'self'" if at_work else ""
        response.setdefault("Content-Security-Policy", _COMMON + scripts)
        response.setdefault("Cache-Control", "no-store, private")
        response.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=(), interest-cohort=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class PlainErrors:
    """Turns what the rooms refuse into a page in the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """While the keys are shut away, no personal door opens, not even to what could be read without them."""
        door = getattr(view, "parvis_door", None)
        match = request.resolver_match
        stays = match is not None and match.view_name in STAY_OPEN
        if door is not None and door.kind != "public" and not stays and locked():
            return errors.locked(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return errors.not_found(request)
        if isinstance(exception, KeysLocked):
            return errors.locked(request)
        if isinstance(exception, ParvisError):
            return errors.refused(request, exception)
        if isinstance(exception, OperationalError):
            log.warning("the store did not answer: %s", exception)
            return errors.busy(request)
        return None
