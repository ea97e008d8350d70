"""The list of requests that an organisation has received, for its signed-in members."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.access.choices import Role
from parvis.casework import queries
from parvis.casework.queries import ReceivedRow
from parvis.core.clock import now
from parvis.web.host.words import STATES, TABS, TONES
from parvis.web.shell.doors import staff
from parvis.web.shell.words import said
from parvis.web.shell.words.casework import URGENCIES
from parvis.web.shell.words.topics import TOPICS

RECEIVERS = (Role.PROVIDER, Role.CASEWORKER)


@dataclass(frozen=True, slots=True)
class Tab:
    """A list of the page."""

    words: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A request in words: nothing of the person."""

    row: ReceivedRow
    url: str
    topic: str
    urgency: str
    state: str
    tone: str


@staff(*RECEIVERS, purpose="referral")
def requests(request: HttpRequest) -> HttpResponse:
    """By what is to be done: to answer, under way, ended."""
    actor = request.actor  # type: ignore[attr-defined]
    tab = request.GET.get("tab", "new")
    tab = tab if tab in TABS else "new"
    asked = request.GET.get("page", "1")
    page = min(int(asked), 10_000) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    rows, more = queries.received(actor, now(), tab=tab, page=max(1, page))
    counts = queries.received_counts(actor)
    here = reverse("host:requests")
    context = {
        "tabs": [
            Tab(str(words), f"{here}?{urlencode({'tab': code})}", counts.get(code, 0), code == tab)
            for code, words in TABS.items()
        ],
        "rows": [_line(row) for row in rows],
        "tab": tab,
        "next_url": f"{here}?{urlencode({'tab': tab, 'page': page + 1})}" if more else "",
        "before_url": f"{here}?{urlencode({'tab': tab, 'page': page - 1})}" if page > 1 else "",
    }
    return render(request, "host/requests.html", context)


def _line(row: ReceivedRow) -> Line:
    return Line(
        row=row,
        url=reverse("host:referral", args=[row.public_id]),
        topic=said(TOPICS, row.topic) or _("A request"),
        urgency=said(URGENCIES, row.urgency),
        state=_("no answer yet, time is over") if row.late else said(STATES, row.state),
        tone="no" if row.late else TONES.get(row.state, ""),
    )
