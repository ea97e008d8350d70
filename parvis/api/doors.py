"""The doors of the JSON answers: who may come in is declared as on the pages, and refused with the same 404."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils import translation
from ninja.security import APIKeyCookie

from parvis.access import queries as access
from parvis.access.door import AS_HERSELF, Door
from parvis.access.entering import opens_work
from parvis.core.clock import now
from parvis.core.house import house
from parvis.core.keys import KeysLocked, locked
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound

View = Callable[..., HttpResponseBase]
OPEN_METHODS = ("GET", "HEAD", "OPTIONS")


def language() -> str:
    """The reader's language, from the request."""
    return translation.get_language() or settings.LANGUAGE_CODE


def open_data(view: View) -> View:
    """Anybody, from any site: reading only, nothing personal, no key."""

    @functools.wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in OPEN_METHODS:
            return HttpResponseNotAllowed(OPEN_METHODS)
        request.actor = Actor.public(language())  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    enter.parvis_door = Door("public")  # type: ignore[attr-defined]
    return enter


class Public:
    """Anybody."""

    parvis_door = Door("public")

    def __call__(self, request: HttpRequest) -> Actor:
        request.actor = Actor.public(language())  # type: ignore[attr-defined]
        return request.actor  # type: ignore[attr-defined]


class Staff(APIKeyCookie):
    """A signed-in member holding one of the roles, in the session of the pages; what writes carries their CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, *roles: str, purpose: str) -> None:
        super().__init__(csrf=True)
        self.parvis_door = Door("staff", frozenset(roles), purpose, personal=True)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """The actor; None when nobody is signed in. Without the role there is nothing here."""
        if locked():
            raise KeysLocked
        if not request.user.is_authenticated:
            return None
        if AS_HERSELF in request.session:
            raise NotFound
        standing = access.standing(
            account_id=request.user.pk,
            name=request.user.name,
            language=language(),
            on=house().day(now()),
            organisation_id=request.session.get("organisation"),
        )
        if standing is not None and not opens_work(request.session):
            return None
        if standing is None or not standing.actor.has_role(*self.parvis_door.roles):
            raise NotFound
        request.actor = standing.actor.for_purpose(self.parvis_door.purpose)  # type: ignore[attr-defined]
        return request.actor  # type: ignore[attr-defined]
