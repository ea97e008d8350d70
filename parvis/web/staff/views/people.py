"""People: the files one works on, and the search by name or number."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from parvis.casework.queries import finding
from parvis.core.clock import now
from parvis.kernel.actor import Actor
from parvis.people import queries as people
from parvis.web.design.piece import Piece
from parvis.web.design.words import isolate
from parvis.web.shell.doors import staff
from parvis.web.shell.words import said
from parvis.web.shell.words.alike import spoken
from parvis.web.shell.words.casework import CASE_STATES, CASE_TONES
from parvis.web.staff.numbers import page_number
from parvis.web.staff.roles import WORKERS
from parvis.web.staff.shown.heads import age_text

NUMBER = re.compile(r"\s*[A-Za-z]?\s*-?\s*\d{1,9}\s*")


@staff(*WORKERS)
def listing(request: HttpRequest) -> HttpResponse:
    """Own files by page, or what was searched for: posted, for a name stands in no address."""
    by, at, q = request.actor, now(), _asked(request)  # type: ignore[attr-defined]
    number = page_number(request)
    if q:
        rows, more = found(by, q, at), False
    else:
        lines, more = finding.my_cases(by, at, page=number)
        rows = [_row(one) for one in lines]
    listing = Paginator(range(number + more), 1).page(number) if not q and (more or number > 1) else None
    return render(request, "staff/people.html", {"q": q, "rows": rows, "listing": listing})


def _asked(request: HttpRequest) -> str:
    """A name or a number that was typed, or the number of a file that stands in the address."""
    linked = request.GET.get("q", "")
    asked = request.POST.get("q", "") or (linked if NUMBER.fullmatch(linked) else "")
    return asked.strip()[:100]


def unfiled(request: HttpRequest, one: people.PersonView) -> HttpResponse:
    """Somebody registered, such as a child of the family, who has no file yet: it can be opened from here."""
    row = Piece(
        url="",
        host_url="",
        open_url=reverse("staff:case_open", args=[one.public_id]),
        name=one.display_name,
        about=age_text(one.age),
        number="",
        language=one.language,
        state="",
        tone="",
    )
    return render(request, "staff/people.html", {"q": "", "rows": [row], "unfiled": True})


def found(by: Actor, q: str, at: datetime) -> list[Piece]:
    """Rows for a name or a number."""
    if NUMBER.fullmatch(q):
        line = finding.case_by_number(by, q, at)
        return [_row(line)] if line else []
    return _hits(by, people.find(by, q, at), at)


def known_rows(by: Actor, known: people.KnownAlready, at: datetime) -> list[Piece]:
    """Rows for those who are perhaps the same as somebody about to be registered, each with why."""
    rows = _hits(by, [one.hit for one in known.persons], at)
    for row, one in zip(rows, known.persons, strict=True):
        row.why = spoken(one.reasons)
    return rows


def _hits(by: Actor, hits: list[people.PersonHit], at: datetime) -> list[Piece]:
    ids = [hit.id for hit in hits]
    cases, hosts = finding.cases_of_persons(by, ids), {line.id for line in people.host_lines(by, ids, at)}
    return [_hit(hit, cases.get(hit.id), is_host=hit.id in hosts) for hit in hits]


def _row(line: finding.CaseLine) -> Piece:
    return Piece(
        url=reverse("staff:case", args=[line.public_id]),
        name=line.name or line.number,
        about="",
        number=line.number,
        language=line.language,
        state=said(CASE_STATES, line.state),
        tone=CASE_TONES.get(line.state, ""),
        host_url="",
    )


def _hit(hit: Any, line: finding.CaseLine | None, *, is_host: bool) -> Piece:
    """A file where there is one; a host without one is no newcomer whose file nobody opened yet."""
    about = " · ".join(
        [*map(isolate, hit.other_names[:2]), age_text(hit.age), *([isolate(hit.quarter)] if hit.quarter else [])]
    )
    return Piece(
        url=reverse("staff:case", args=[line.public_id]) if line else "",
        host_url=reverse("staff:host", args=[hit.public_id]) if is_host else "",
        open_url=reverse("staff:case_open", args=[hit.public_id]),
        name=hit.display_name,
        about=about,
        number=line.number if line else "",
        language=hit.language,
        state=said(CASE_STATES, line.state) if line else "",
        tone=CASE_TONES.get(line.state, "") if line else "",
    )
