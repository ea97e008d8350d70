"""Where what waits for her comes from: her appointments, the steps of her plan, places kept for her, the check of a host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from parvis.engagement.kinds import Kind, kind_of
from parvis.engagement.queries import AppointmentView, EngagementView, HostDate
from parvis.people.queries import PartView
from parvis.web.newcomer import words
from parvis.web.newcomer.shown import ShownStep, first_name, one_step
from parvis.web.newcomer.todo import ANSWER, COME, DO, HOST, NEWCOMER, Seen, Todo
from parvis.web.shell.words import said
from parvis.web.shell.words.parts import PARTS

# Steps that she can do something about; what she has said to be done waits for somebody else.
TO_DO = frozenset({"planned", "offered", "in_progress"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An appointment as the next thing."""

    one: AppointmentView
    host: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """A step of the plan as the next thing."""

    step: ShownStep
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlace:
    """A place kept for her until a time."""

    one: EngagementView
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAsked:
    """The paper of a host's check: `what` says why it is asked now."""

    part: PartView
    doing: str
    what: str


def meetings(seen: Seen) -> Iterator[Todo]:
    """Appointments and sessions to come at which she is expected."""
    for one in seen.path.appointments:
        if one.state == "planned" and one.attendance == "expected":
            facts = Meeting(one=one, host=first_name(one.host_name), way=way_there(one))
            yield Todo(
                side=seen.side_of(one),
                kind=COME,
                by=one.starts_at,
                template="newcomer/next/meeting.html",
                facts=facts,
                subject=one.public_id,
            )


def steps(seen: Seen) -> Iterator[Todo]:
    """Steps of her plan that are hers to do: the first without a day only."""
    without_day = False
    for step in seen.path.steps:
        if step.doer != "person" or step.state not in TO_DO or (without_day and not step.due_on):
            continue
        without_day = without_day or not step.due_on
        facts = PlanStep(step=one_step(step, seen.path), language=seen.language)
        yield Todo(
            side=NEWCOMER,
            kind=DO,
            by=step.due_on,
            template="newcomer/next/step.html",
            facts=facts,
            subject=step.public_id,
        )


def places(seen: Seen) -> Iterator[Todo]:
    """Places kept for her that wait for a yes or a no."""
    for one in seen.engagements:
        if one.state == "offered":
            facts = KeptPlace(one=one, kind=kind_of(one.offer_kind))
            yield Todo(
                side=seen.side_of(one),
                kind=ANSWER,
                by=one.offer_expires_at,
                template="newcomer/next/place.html",
                facts=facts,
                subject=one.public_id,
            )


def papers(seen: Seen) -> Iterator[Todo]:
    """A check that is asked, has run out, or soon will."""
    for part in seen.hosts:
        what = "soon" if part.vetting_ends_soon else part.vetting
        if what in words.PAPERS:
            facts = PaperAsked(part=part, doing=said(PARTS, part.part), what=said(words.PAPERS, what))
            yield Todo(
                side=HOST,
                kind=DO,
                by=part.vetting_until if what == "soon" else None,
                template="newcomer/next/paper.html",
                facts=facts,
                subject=part.public_id,
            )


def signatures(seen: Seen) -> Iterator[Todo]:
    """Agreements that wait for her name."""
    for one in seen.owed:
        part = next((row.part for row in seen.engagements if row.public_id == one.engagement_public_id), HOST)
        yield Todo(
            side=part if part in seen.sides else seen.sides[0],
            kind=ANSWER,
            by=one.starts_on,
            template="newcomer/next/sign.html",
            facts=one,
            subject=one.public_id,
        )


def questions(seen: Seen) -> Iterator[Todo]:
    """The one question of how it went since."""
    one = seen.question
    if one is not None:
        yield Todo(
            side=seen.sides[0],
            kind=DO,
            by=one.closes_on,
            template="newcomer/next/question.html",
            facts=one,
            subject=one.public_id,
        )


def way_there(one: AppointmentView | HostDate) -> str:
    """An address that the phone's own map opens; nothing is asked of anybody by the page."""
    return f"geo:0,0?q={quote(one.address)}" if one.address else ""


def doing(part: PartView) -> str:
    """`Mentor, for the Foyer du Pont-Neuf`."""
    word = said(PARTS, part.part)
    if not part.organisation_name:
        return word
    return _("%(part)s, for %(body)s") % {"part": word, "body": f"\u2068{part.organisation_name}\u2069"}
