"""Who one is here, and the token that writes carry."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router, Schema

from parvis.access.choices import Role
from parvis.api.doors import Staff

router = Router(tags=["session"])


class SessionOut(Schema):
    """`csrf` goes into the header X-CSRFToken of every writing request."""

    roles: list[str]
    language: str
    csrf: str


@router.get("/session", auth=Staff(*Role.values, purpose="session"), response=SessionOut, summary="Who one is here")
def session(request: HttpRequest) -> SessionOut:
    """The roles in the organisation acted for, and a token."""
    actor = request.actor  # type: ignore[attr-defined]
    return SessionOut(roles=sorted(actor.roles), language=actor.language, csrf=get_token(request))
