"""A session that ended while somebody was typing loses nothing: the form waits, sealed, inside the sign-in page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parvis.core.clock import now
from parvis.core.keys import KeysMissing, open_sealed, seal

KEPT = timedelta(hours=2)
_BOUND = "shell.resume"


@dataclass(frozen=True)
class Typed:
    """A form that was sent while signed out."""

    path: str
    fields: list[tuple[str, str]]


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, with the way back; what was posted goes along."""
    sign_in = reverse("account_login")
    if request.method != "POST":
        return redirect(f"{sign_in}?{urlencode({'next': request.get_full_path()})}")
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    payload = json.dumps({"path": request.get_full_path(), "fields": fields, "until": (now() + KEPT).isoformat()})
    context = {"resume": seal(payload, scope="common", bound_to=_BOUND), "action": sign_in, "signed_out": True}
    response = render(request, "shell/sign_in.html", context, status=200)
    response["Cache-Control"] = "no-store, private"
    return response


def unseal(value: str) -> Typed | None:
    """What was typed, or None when the seal is broken or too old."""
    try:
        payload = json.loads(open_sealed(value, bound_to=_BOUND))
        if datetime.fromisoformat(payload["until"]) < now():
            return None
        return Typed(payload["path"], [(str(name), str(text)) for name, text in payload["fields"]])
    except (KeysMissing, KeyError, ValueError):
        return None
