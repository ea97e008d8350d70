"""The demo's outbox: every message as it was sent, with its link to follow. Elsewhere there is no such page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parvis.core import outbox as letters
from parvis.web.admin_desk.words import MESSAGE_STATES
from parvis.web.shell.doors import demo_only
from parvis.web.shell.words import said

LINK = re.compile(r"https?://\S+")
LENGTH = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A message for `components/message_sent.html`."""

    to: str
    channel: str
    at: datetime
    language: str
    subject: str
    body: str
    link: str
    state: str


@demo_only
def outbox(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    page = Paginator(letters.messages(), LENGTH).get_page(request.GET.get("page"))
    rows = [
        Shown(
            to=one.to,
            channel=one.channel,
            at=one.queued_at,
            language=one.language,
            subject=one.subject,
            body=one.body,
            link=link_in(one.body),
            state=said(MESSAGE_STATES, one.state),
        )
        for one in page.object_list
    ]
    return render(request, "admin_desk/outbox.html", {"rows": rows, "page": page})


def link_in(body: str) -> str:
    """The path of the first link of a message: on this very server, whatever its address is called."""
    found = LINK.search(body)
    if found is None:
        return ""
    parts = urlsplit(found.group())
    return parts.path + (f"?{parts.query}" if parts.query else "")
