"""Her page put together: for each part in which she stands, the one next thing; then what comes, and what she takes part in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from parvis.casework import queries as casework
from parvis.core.texts import Text
from parvis.engagement import queries as engagement
from parvis.engagement.kinds import Kind, kind_of
from parvis.engagement.queries import AppointmentView, EngagementView
from parvis.people.queries import ConsentView
from parvis.web.newcomer import hosting, sources
from parvis.web.newcomer.todo import HOST, NEWCOMER, Seen, Todo
from parvis.web.shell.standing import Herself
from parvis.web.shell.words import said
from parvis.web.shell.words.engagement import STATES, TONES
from parvis.web.shell.words.parts import PART_PICTURES, PART_TITLES, VETTING, VETTING_TONES

# Whoever has something that waits for a person adds it here.
SOURCES: tuple[Callable[[Seen], Iterable[Todo]], ...] = (
    sources.meetings,
    sources.steps,
    sources.places,
    sources.papers,
    sources.signatures,
    sources.questions,
    hosting.asking,
    hosting.days,
    hosting.untold,
    hosting.first_days,
    hosting.talks,
)
OVER = frozenset({"completed", "withdrawn", "ended", "no_longer_possible"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEngagement:
    """Something she takes up: its state, and the way to what she can do about it."""

    url: str
    title: Text
    organisation: str
    kind: Kind
    topic: str
    state: str
    tone: str
    on: datetime | date | None
    known_url: str  # to let the organisation know who she is, where it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part in which she stands, and how its check stands."""

    public_id: UUID
    words: str
    picture: str
    topic: str
    since: date
    vetting: str
    tone: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Her page in one of its two parts."""

    code: str
    title: str
    picture: str
    topic: str
    todo: Todo | None
    meetings: list[AppointmentView]
    hosted: list[hosting.Day]
    engagements: list[ShownEngagement]


def look(opened: Herself, at: datetime) -> Seen:
    """All that the page is made of, read once: the register's part came with the door."""
    assert opened.record is not None
    own = engagement.own_engagements(opened.actor, at)
    return Seen(
        actor=opened.actor,
        at=at,
        language=opened.language,
        path=casework.path(opened.actor, at, consents=opened.record.consents),
        parts=opened.record.parts,
        engagements=own.taken,
        owed=own.owed,
        question=own.question,
        asking=own.asking,
        accompanied=own.accompanied,
    )


def sides(seen: Seen) -> list[Side]:
    """Newcomer, host, or both, each with its one next thing."""
    waiting = [todo for source in SOURCES for todo in source(seen)]
    return [_side(code, seen, [todo for todo in waiting if todo.side == code]) for code in seen.sides]


def shown_parts(seen: Seen) -> list[ShownPart]:
    """What she does here as a host."""
    return [
        ShownPart(
            public_id=part.public_id,
            words=sources.doing(part),
            picture=PART_PICTURES[part.part][1],
            topic=PART_PICTURES[part.part][0],
            since=part.starts_on,
            vetting=said(VETTING, part.vetting) if part.vetting != "not_needed" else "",
            tone=VETTING_TONES.get(part.vetting, ""),
            until=part.vetting_until if part.vetting == "valid" else None,
        )
        for part in seen.hosts
    ]


def gives(seen: Seen) -> bool:
    """Whether she gives of her own time, or may: her check counts, or an offer of hers runs. At most one query, none
    for who is no host, nor where her days or who asks say it already."""
    may = any(part.vetting == "valid" for part in seen.hosts)
    known = bool(seen.asking) or any(one.gives for one in seen.path.hosted)
    return may or known or (bool(seen.hosts) and engagement.gives(seen.actor, seen.at))


def _side(code: str, seen: Seen, waiting: list[Todo]) -> Side:
    todo = min(waiting, key=lambda one: one.order(seen.at), default=None)
    kinds = [part.part for part in seen.hosts] if code == HOST else [NEWCOMER]
    topic, picture = PART_PICTURES[kinds[0]]
    mine = [one for one in seen.engagements if seen.side_of(one) == code and one.state not in OVER]
    return Side(
        code=code,
        title=" · ".join(said(PART_TITLES, kind) for kind in dict.fromkeys(kinds)),
        picture=picture,
        topic=topic,
        todo=todo,
        meetings=[
            one
            for one in seen.path.appointments
            if seen.side_of(one) == code and (todo is None or todo.subject != one.public_id)
        ],
        hosted=[
            day
            for day in hosting.coming(seen)
            if code == seen.host_side and (todo is None or todo.subject != day.one.public_id)
        ],
        engagements=[_engagement(one, seen.path.consents) for one in mine],
    )


def _engagement(one: EngagementView, consents: Iterable[ConsentView]) -> ShownEngagement:
    known = {row.recipient_id for row in consents if row.is_live and row.purpose == "participation"}
    kind = kind_of(one.offer_kind)
    return ShownEngagement(
        url=reverse("newcomer:engagement", args=[one.public_id]),
        title=one.offer_title,
        organisation=one.organisation_name,
        kind=kind,
        topic=one.offer_topics[0] if one.offer_topics else kind.topic,
        state=said(STATES, one.state),
        tone=TONES.get(one.state, ""),
        on=one.session_starts_at or one.starts_on,
        known_url="" if one.organisation_id in known else reverse("newcomer:let_know", args=[one.public_id]),
    )
