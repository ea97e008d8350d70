"""Every view declares who may come in. The guard test refuses a view that does not.

A door builds the actor, turns away who may not enter (the same 404 as for a page that does not exist), and marks
personal pages `no-store`. What the actor may see behind it is the rooms' business.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control

from parvis.access.door import Door
from parvis.access.entering import opens_work
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.web.shell.resume import ask_to_sign_in
from parvis.web.shell.standing import herself_of, standing_of

View = Callable[..., HttpResponse]
A_MINUTE = timedelta(minutes=1)


def public(view: View) -> View:
    """Anybody. Nothing personal, no script."""

    @functools.wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.actor = Actor.public(_language())  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return _declared(enter, Door("public"))


def staff(*roles: str, purpose: str = "casework", personal: bool = True) -> Callable[[View], View]:
    """A signed-in member holding one of the roles in the organisation she acts for."""

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            standing = standing_of(request)
            if standing is None or not standing.actor.has_role(*roles):
                raise NotFound
            if not opens_work(request.session):
                logout(request)  # its roles came after the sign-in, or the second factor is required since
                return ask_to_sign_in(request)
            request.actor = standing.actor.for_purpose(purpose)  # type: ignore[attr-defined]
            return _kept_private(view(request, *args, **kwargs))

        return _declared(enter, Door("staff", frozenset(roles), purpose, personal))

    return wrap


def herself(view: View) -> View:
    """The person in her own space, newcomer or host: by card and PIN, or signed in with an account that is of her.

    Short, and closed by "I am done". Roles that her account may hold elsewhere are not here.
    """
    return _herself(view)


def herself_with_record(view: View) -> View:
    """The same for a page that shows her parts, consents and last readers: `request.herself.record`, in the door's own query."""
    return _herself(view, with_record=True)


def herself_asking(view: View) -> View:
    """The same for the button that everybody sees on an offer: whoever has not opened her own space yet is told how, with what she wanted
    in sight.
    """
    return _herself(view, wants="offer")


def _herself(view: View, *, with_record: bool = False, wants: str = "") -> View:
    @functools.wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = herself_of(request, at=now() if with_record else None)
        if opened is None:
            return redirect(_how_to_open(kwargs.get(wants)))
        _stay(request, opened.lasts)
        request.actor, request.herself = opened.actor, opened  # type: ignore[attr-defined]
        return _kept_private(view(request, *args, **kwargs))

    return _declared(enter, Door("herself", purpose="own_record", personal=True))


def _how_to_open(offer: UUID | None) -> str:
    closed = reverse("newcomer:closed")
    return f"{closed}?{urlencode({'offer': offer})}" if offer else closed


def _stay(request: HttpRequest, lasts: timedelta) -> None:
    """That long from now on; written down once a minute, not with every page."""
    left = timedelta(seconds=request.session.get_expiry_age())
    if not lasts - A_MINUTE < left <= lasts:
        request.session.set_expiry(lasts)


def link(view: View) -> View:
    """Whoever holds a link or a card: the view itself resolves the token, and answers 404 for a wrong one."""

    @functools.wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.actor = Actor.public(_language())  # type: ignore[attr-defined]
        response = _kept_private(view(request, *args, **kwargs))
        # The token stands in the address, and goes to no other site. Not `no-referrer`: with it a browser sends
        # `Origin: null` along with the page's own forms, and the guard against forged requests refuses them.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return _declared(enter, Door("link", personal=True))


def demo_only(view: View) -> View:
    """Exists in the demo alone: elsewhere it is a page that does not exist."""

    @functools.wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PARVIS_DEMO:
            raise NotFound
        request.actor = Actor.public(_language())  # type: ignore[attr-defined]
        return _kept_private(view(request, *args, **kwargs))

    return _declared(enter, Door("demo", personal=True))


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


def _kept_private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True, private=True)
    return response


def _declared(view: View, door: Door) -> View:
    view.parvis_door = door  # type: ignore[attr-defined]
    return view
