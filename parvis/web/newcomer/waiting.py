"""A card whose six digits have not been written yet: its secret waits in the session, sealed, since the session stands in the store."""

from __future__ import annotations

from django.http import HttpRequest

from parvis.core.keys import KeysMissing, open_sealed, seal

_KEY, _BOUND = "card", "newcomer.card"


def keep(request: HttpRequest, token: str) -> None:
    """Until the digits come, or the session ends."""
    request.session[_KEY] = seal(token, scope="common", bound_to=_BOUND)


def token_of(request: HttpRequest) -> str:
    """The secret, or nothing."""
    try:
        return open_sealed(str(request.session.get(_KEY, "")), bound_to=_BOUND)
    except KeysMissing:
        return ""


def forget(request: HttpRequest) -> None:
    """It has been used."""
    request.session.pop(_KEY, None)
