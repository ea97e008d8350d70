"""Listings, conflicts and look-alikes as the templates show them: codes become words here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse

from parvis.directory.provenance import WHOLE, Origin
from parvis.directory.shapes_desk import ConflictView, ListingLine, LookAlikeView, TwinView
from parvis.web.admin_desk.forms.listing import STATUSES
from parvis.web.admin_desk.words_directory import CONFLICT_STATES, PAIR_STATES, REASONS
from parvis.web.design.words import language_now, weekday_text
from parvis.web.shell.words import said
from parvis.web.shell.words.listing import FIELDS

# Isolates, so that two times keep their order in a page that runs from right to left, and stay on one line.
_LTR, _END, _TO = "\u2066", "\u2069", "\u2060–\u2060"
_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = re.compile("|".join(_CODES))
_WEEK = re.compile(rf"(?:{'|'.join(_CODES)})(?:[-,](?:{'|'.join(_CODES)}))* \d\d:\d\d-")


@dataclass(frozen=True, slots=True)
class ShownOrigin:
    """Where a field comes from: a source, or a hand for an organisation."""

    field: str
    label: str
    source: str
    by: str
    by_hand: bool
    on: date | None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A listing in the list."""

    line: ListingLine
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict with what stands on both sides."""

    view: ConflictView
    label: str
    ours: list[str]
    theirs: list[str]
    state: str
    written_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Reason:
    """For `components/reasons.html`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownTwin:
    """One of two, with the page that anybody sees."""

    twin: TwinView
    url: str
    shown: bool
    hours: list[str]


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two that look alike."""

    public_id: UUID
    version: int
    kind: str
    score: int
    state: str
    reasons: list[Reason]
    twins: list[ShownTwin]
    decided_at: datetime | None
    decided_by: int | None


def shown_origin(one: Origin, titles: dict[str, str] | None = None) -> ShownOrigin:
    """With its field in words."""
    field = "" if one.field == WHOLE else one.field
    return ShownOrigin(
        field, said(FIELDS, field), (titles or {}).get(one.source, one.source), one.by, one.by_hand, one.on
    )


def shown_line(line: ListingLine) -> ShownLine:
    """With its state, when there is something to say of it."""
    state = "" if line.status == "active" else said(STATUSES, line.status)
    return ShownLine(line, state, "no" if line.status in {"inactive", "defunct"} else "now")


def shown_conflict(view: ConflictView) -> ShownConflict:
    """With the field in words, and codes of states too."""
    url = reverse("admin_desk:listing", args=[view.service_public_id]) if view.service_public_id else ""
    return ShownConflict(
        view=view,
        label=said(FIELDS, view.field),
        ours=worded(view.field, view.ours),
        theirs=worded(view.field, view.theirs),
        state=said(CONFLICT_STATES, view.state),
        written_on=date.fromisoformat(view.written_on) if view.written_on else None,
        url=url,
    )


def shown_pair(view: LookAlikeView) -> ShownPair:
    """With its reasons in words."""
    page = "public:service" if view.kind == "service" else "public:organisation"
    return ShownPair(
        public_id=view.public_id,
        version=view.version,
        kind=view.kind,
        score=view.score,
        state=said(PAIR_STATES, view.state),
        reasons=[Reason(str(one.get("kind", "fits")), said(REASONS, one.get("code", ""))) for one in view.reasons],
        twins=[
            ShownTwin(
                twin, reverse(page, args=[twin.page_id]), twin.public_id == view.shown, worded("hours", twin.hours)
            )
            for twin in (view.one, view.other)
        ],
        decided_at=view.decided_at,
        decided_by=view.decided_by,
    )


MONDAY = date(2024, 1, 1)


def worded(field: str, lines: Iterable[str]) -> list[str]:
    """Lines of a field in the reader's words: states, and the days of a week."""
    if field == "status":
        return [said(STATUSES, line) for line in lines]
    if field in {"hours", "place_hours"}:
        names = [weekday_text(MONDAY + timedelta(days=day), language_now()) for day in range(7)]
        return [_week(line, names) if _WEEK.match(line) else line for line in lines]
    return list(lines)


def _week(line: str, names: list[str]) -> str:
    """A line of hours with the days in words; each pair of times keeps its direction and stays on one line."""
    days, _, times = line.partition(" ")
    told = _DAY.sub(lambda match: names[_CODES.index(match[0])], days.replace("-", " – ").replace(",", ", "))
    joined = times.replace("-", _TO).split(", ")
    return f"{told} {', '.join(f'{_LTR}{span}{_END}' for span in joined)}"
