"""My path: what the person herself sees. One next step; what was shared with whom; who is there for her."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from parvis.casework.choices import CaseState, StepState
from parvis.casework.models import Case, Referral
from parvis.casework.permissions import cases_visible_to
from parvis.casework.queries import head
from parvis.casework.queries.parts import NeedView, StepView
from parvis.casework.rules import LIVE, STEP_OPEN, is_silent
from parvis.core.fields import open_value
from parvis.core.house import house
from parvis.core.nested import Nested, moment, unpacked
from parvis.core.prepared import PreparedFor
from parvis.engagement import queries as engagement
from parvis.engagement.queries import AppointmentView, HostDate
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound
from parvis.people import queries as people
from parvis.people.queries import ConsentView


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedView:
    """What went, or may go, to whom. `state`: preview (without identity), open, closed."""

    referral_public_id: UUID
    number: str
    receiver_name: str
    service_name: str
    topic: str
    fields: tuple[str, ...]
    state: str
    referral_state: str
    silent: bool
    outcome: str
    note: str
    sent_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    can_withdraw: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who is there for her: the worker who leads a case, and where."""

    name: str
    organisation_name: str
    organisation_phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one next thing: an appointment, or a step of the plan, whichever comes first."""

    kind: str  # appointment | step
    on: datetime | date | None
    appointment: AppointmentView | None = None
    step: StepView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Her page."""

    next_step: NextStep | None
    steps: list[StepView]
    needs: list[NeedView]
    people: list[Helper]
    shared: list[SharedView]
    consents: list[ConsentView]
    appointments: list[AppointmentView]
    hosted: list[HostDate]  # that she gives herself, or of whom she accompanies


def path(actor: Actor, at: datetime, *, consents: list[ConsentView] | None = None) -> Path:
    """For the person herself, in three queries, two where her consents are read already.

    Her own reading is not somebody's reading of her: none is noted.
    """
    person_id = _herself(actor)
    cases = _CASES.rows(actor)
    running = [case for case in cases if case.state != CaseState.CLOSED]
    steps = [
        step
        for case in running
        for step in head.steps_of(case)
        if step.state not in {StepState.DROPPED, StepState.NOT_DONE}
    ]
    dates = engagement.own_dates(actor, since=at)
    appointments = dates.taken
    return Path(
        next_step=_next(steps, appointments),
        steps=steps,
        needs=[need for case in running for need in head.needs_of(case)],
        people=_helpers(running),
        shared=_shares(cases, at),
        consents=people.consents_of(actor, person_id, at) if consents is None else consents,
        appointments=appointments,
        hosted=dates.hosted,
    )


def own_case_id(actor: Actor) -> int | None:
    """The file on whose timeline stands what she asks for by herself: of several open ones the first that was opened. One query."""
    _herself(actor)
    return next((case.pk for case in _CASES.rows(actor) if case.state != CaseState.CLOSED), None)


def shares_of(actor: Actor, at: datetime) -> list[SharedView]:
    """Every referral of the person that was sent, the last first, with what it handed over. One query."""
    _herself(actor)
    return _shares(_CASES.rows(actor), at)


def _herself(actor: Actor) -> int:
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound
    return actor.person_id


def _build_cases(actor: Actor) -> QuerySet[Case]:
    sent = Referral.objects.filter(case=OuterRef("pk"), person=OuterRef("person"), sent_at__isnull=False)
    rows = cases_visible_to(actor).select_related("lead", "organisation").order_by("opened_at", "id")
    return head.with_work(rows).annotate(nested_shared=Nested(sent.order_by("-sent_at", "-id"), *_SHARED))


_SHARED = (
    *(
        "public_id",
        "number",
        "receiver__name",
        "service__name",
        "need__topic",
        "share__fields",
        "share__state",
        "state",
    ),
    *("due_at", "outcome", "note", "sent_at", "share__opened_at", "share__closed_at", "version"),
)
_CASES = PreparedFor(_build_cases)


def _shares(cases: Iterable[Case], at: datetime) -> list[SharedView]:
    shown = [_shared(item, at) for case in cases for item in case.nested_shared]  # type: ignore[attr-defined]
    return sorted(shown, key=lambda one: one.sent_at or at, reverse=True)


def _shared(item: list[Any], at: datetime) -> SharedView:
    row = dict(zip(_SHARED, item, strict=True))
    due = moment(row["due_at"])
    return SharedView(
        referral_public_id=UUID(str(row["public_id"])),
        number=row["number"],
        receiver_name=row["receiver__name"],
        service_name=row["service__name"] or "",
        topic=row["need__topic"] or "",
        fields=tuple(unpacked(row["share__fields"]) or ()),
        state=row["share__state"],
        referral_state=row["state"],
        silent=is_silent(row["state"], due, at),
        outcome=row["outcome"],
        note=open_value(Referral, "note", public_id=row["public_id"], sealed=row["note"]),
        sent_at=moment(row["sent_at"]),
        opened_at=moment(row["share__opened_at"]),
        closed_at=moment(row["share__closed_at"]),
        can_withdraw=row["state"] in LIVE,
        version=row["version"],
    )


def _helpers(cases: list[Case]) -> list[Helper]:
    return [
        Helper(
            name=case.lead.name,
            organisation_name=case.organisation.name,
            organisation_phone=case.organisation.contact_phone,
        )
        for case in cases
        if case.lead
    ]


def _next(steps: list[StepView], appointments: list[AppointmentView]) -> NextStep | None:
    """The earlier of the next appointment and the first open step of hers with a day; else her first open step."""
    visit = min((one for one in appointments if one.state == "planned"), key=lambda one: one.starts_at, default=None)
    mine = [
        step for step in steps if step.state in STEP_OPEN and step.state != "claimed_done" and step.doer == "person"
    ]
    dated = min((step for step in mine if step.due_on), key=lambda step: step.due_on or date.max, default=None)
    if visit and (dated is None or dated.due_on is None or house().day(visit.starts_at) <= dated.due_on):
        return NextStep(kind="appointment", on=visit.starts_at, appointment=visit)
    chosen = dated or (mine[0] if mine else None)
    return NextStep(kind="step", on=chosen.due_on, step=chosen) if chosen else None
