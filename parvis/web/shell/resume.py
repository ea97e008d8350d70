"""A session that ended while somebody was typing loses nothing: the form waits, sealed, inside the sign-in page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from parvis.core.clock import now
from parvis.core.keys import KeysMissing, open_sealed, seal, sealed_by

KEPT = timedelta(hours=2)
RESUME = "resume"  # in the session, while a second factor is asked for
_BOUND = "shell.resume"
SHORT = 12
_TOKEN = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Typed:
    """A form that was sent while signed out."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def words(self) -> list[str]:
        """What is shown of it: whatever is long enough to be missed, without what the form itself carried."""
        return [value for _name, value in self.fields if len(value) > SHORT and not _is_carried(value)]


def _is_carried(value: str) -> bool:
    """A token, an id, a sealed field: nobody typed it."""
    return bool(_TOKEN.fullmatch(value)) or any(sealed_by(value))


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
