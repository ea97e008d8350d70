"""Asking a browser for a passkey: the only pages with a script besides those of who is at work, and it is of this house."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render

from parvis.access.passkeys import Asked
from parvis.web.shell.middleware import SCRIPTED

ASKED = "passkey_asked"  # in the session: what the browser was asked last, good for one answer


def asking(request: HttpRequest, template: str, context: dict[str, Any], asked: Asked | None) -> HttpResponse:
    """The page, with what the browser is to be asked where there is something."""
    if asked is None:
        return render(request, template, context)
    request.session[ASKED] = asked.state
    response = render(request, template, {**context, "options": json.dumps(asked.options["publicKey"])})
    response["Content-Security-Policy"] = SCRIPTED
    return response


def host_of(request: HttpRequest) -> str:
    """The name for which a passkey is kept: one of those that this server answers to."""
    return split_domain_port(request.get_host())[0]
