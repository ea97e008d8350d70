"""The worker's day: what is late, what is for today, what can wait. Safety first, then a roof, then age (A3-03, A3-05).

Six queries whatever the size of the register: own items, the team's, appointments, the desk, names, the note of whose
names were read. A worker's own are read whole (a caseload is small) and counted here; the team's are counted up to `COUNT_CAP`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from parvis.casework.permissions import case_worked_by, cases_worked_by, memberships_of
from parvis.casework.queries.desk import DeskView, desk_view, visits, whose
from parvis.casework.queries.items import LATE, LATER, TODAY, Clock, own_items, step_text, team_items, team_keys
from parvis.core.prepared import PreparedFor
from parvis.engagement import queries as engagement
from parvis.engagement.queries import AppointmentView
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.people import queries as people
from parvis.people.queries import PersonLine

TABS = ("today", "week", "waiting", "team")
GROUPS = {LATE: "late", TODAY: "today", LATER: "later"}
ROWS = 25
OWN_CAP = 1000
TEAM_CAP = 500
COUNT_CAP = 100
ACTIONS = {
    "silent": "call_or_propose",
    "asked": "answer_question",
    "declined": "propose_another",
    "returned": "propose_another",
    "expired": "propose_another",
    "not_given": "propose_another",
    "consent_ends": "renew_consent",
    "waiting": "wait",
    "confirm": "confirm_step",
    "step_due": "do_step",
    "appointment": "meet",
    "cannot_come": "propose_time",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One thing to do. `action` and `reason` are codes for the door; `params` fill their sentences.

    reasons: silent, asked, declined, returned, expired, not_given, consent_ends, waiting, confirm, step_due, appointment,
    cannot_come;
    params: receiver, urgency, over (time past the limit), text (of the step), appointment.
    """

    kind: str  # referral | step | appointment
    action: str
    reason: str
    params: dict[str, Any]
    case_public_id: UUID | None
    subject_public_id: UUID
    number: str
    name: str
    name_language: str
    language: str
    household_size: int
    topic: str
    urgency: str
    due_at: datetime | date | None
    age: timedelta
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One page of a tab, in groups; counts of every tab (`team` at most `COUNT_CAP`, which says *or more*); who waits at the desk."""

    tab: str
    page: int
    more: bool
    counts: dict[str, int]
    groups: dict[str, list[QueueRow]]
    next_appointment: QueueRow | None
    desk: DeskView


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    what: str
    group: int
    rank: int
    since: datetime
    due: datetime | date | None
    person_id: int
    row: dict[str, Any]
    visit: AppointmentView | None = None

    @property
    def key(self) -> tuple[int, int, datetime]:
        """Late first, safety first, then the oldest; an appointment stands at its hour."""
        return self.group, self.rank, self.since


def day(actor: Actor, at: datetime, *, tab: str = "today", page: int = 1) -> Day:
    """The queue of a caseworker or mediator."""
    if tab not in TABS:
        raise Invalid({"tab": "casework.tab_unknown"})
    clock = Clock.of(at)
    own = [_item(row, clock) for row in _OWN.rows(actor, until=clock.week_end.date(), **clock.instants)]
    meetings = [_meeting(visit, clock) for visit in _visits(actor, clock)]
    counted = {
        "today": [item for item in own + meetings if item.what != "waiting" and item.group != LATER],
        "week": [item for item in own + meetings if item.what != "waiting"],
        "waiting": [item for item in own if item.what == "waiting"],
    }
    counts = {name: len(items) for name, items in counted.items()}
    if tab == "team":
        counted["team"] = [_item(row, clock) for row in _TEAM.rows(actor, **clock.instants)]
        counts["team"] = min(len(counted["team"]), COUNT_CAP)
    else:
        counts["team"] = _TEAM_COUNT.count(actor, **clock.instants)
    return _page(actor, counted[tab], meetings, counts, tab=tab, page=max(1, page), clock=clock)


def _build_own(actor: Actor, *, until: date, **instants: Any) -> QuerySet[Any]:
    mine = case_worked_by(actor) & Q(case_id__in=memberships_of(actor).values("case_id"))
    return own_items(mine, Clock(**instants), until=until)[:OWN_CAP]


def _build_team(actor: Actor, **instants: Any) -> QuerySet[Any]:
    return team_items(_ours(actor), Clock(**instants), sender_id=actor.organisation_id)[:TEAM_CAP]


def _build_team_count(actor: Actor, **instants: Any) -> QuerySet[Any]:
    return team_keys(_ours(actor), Clock(**instants), sender_id=actor.organisation_id)[:COUNT_CAP]


def _ours(actor: Actor) -> Q:
    return case_worked_by(actor) & Q(case__organisation_id=actor.organisation_id)


_OWN, _TEAM, _TEAM_COUNT = PreparedFor(_build_own), PreparedFor(_build_team), PreparedFor(_build_team_count)


def _build_visits(actor: Actor, *, language: str, since: datetime, until: datetime) -> QuerySet[Any]:
    members = memberships_of(actor).values("case_id")
    mine = cases_worked_by(actor).filter(pk__in=members).values("pk")
    return engagement.appointment_rows(case_refs=mine, language=language, since=since, until=until, limit=100)


_VISITS = PreparedFor(_build_visits)


def _visits(actor: Actor, clock: Clock) -> list[AppointmentView]:
    rows = _VISITS.rows(actor, language=actor.language, since=clock.midnight, until=clock.week_end)
    visits = [engagement.appointment_view(row) for row in rows]
    booked = {visit.person_id for visit in visits if visit.state == "planned"}
    return [
        visit
        for visit in visits
        if visit.ends_at > clock.at
        and (visit.state == "planned" or (visit.cancelled_by == "person" and visit.person_id not in booked))
    ]


def _item(row: dict[str, Any], clock: Clock) -> _Item:
    due = row["due"] or (date.fromisoformat(row["on"]) if row["on"] else None)
    group = TODAY if row["what"] == "confirm" else LATER if row["what"] == "waiting" else clock.group(due)
    if row["what"] == "asked":  # a receiver waits for the worker's word: for today, whatever its own limit
        group = min(group, TODAY)
    return _Item(row["kind"], row["what"], group, row["rank"], row["since"], due, row["whose"], row)


def _meeting(visit: AppointmentView, clock: Clock) -> _Item:
    said_no = visit.state != "planned"
    group = TODAY if said_no or visit.starts_at < clock.tomorrow else LATER
    what = "cannot_come" if said_no else "appointment"
    return _Item("appointment", what, group, -1, visit.starts_at, visit.starts_at, visit.person_id, {}, visit)


def _page(
    actor: Actor,
    items: list[_Item],
    meetings: list[_Item],
    counts: dict[str, int],
    *,
    tab: str,
    page: int,
    clock: Clock,
) -> Day:
    ordered = sorted(items, key=lambda item: item.key)
    shown = ordered[(page - 1) * ROWS : page * ROWS]
    to_come = [item for item in meetings if item.what == "appointment"]
    following = min(to_come, key=lambda item: item.since, default=None)
    wanted = [item.person_id for item in shown] + ([following.person_id] if following else [])
    at_desk = visits(actor, clock.at)
    names = people.lines(actor, [*wanted, *whose(at_desk)], clock.at)
    groups: dict[str, list[QueueRow]] = {name: [] for name in GROUPS.values()}
    for item in shown:
        groups[GROUPS[item.group]].append(_row(item, names, clock))
    return Day(
        tab=tab,
        page=page,
        more=len(ordered) > page * ROWS,
        counts=counts,
        groups=groups,
        next_appointment=_row(following, names, clock) if following else None,
        desk=desk_view(actor, at_desk, names, clock.at),
    )


def _row(item: _Item, names: dict[int, PersonLine], clock: Clock) -> QueueRow:
    line = names.get(item.person_id)
    row, visit = item.row, item.visit
    return QueueRow(
        kind=item.kind,
        action=ACTIONS[item.what],
        reason=item.what,
        params=_params(item, clock),
        case_public_id=row.get("case_public_id"),
        subject_public_id=visit.public_id if visit else row["public_id"],
        number=row.get("case_number", ""),
        name=line.name if line else "",
        name_language=line.name_language if line else "",
        language=line.language if line else "",
        household_size=line.household_size if line else 1,
        topic=row.get("topic", ""),
        urgency=row.get("urgency_code", ""),
        due_at=item.due,
        age=max(clock.at - item.since, timedelta()),
        group=GROUPS[item.group],
    )


def _params(item: _Item, clock: Clock) -> dict[str, Any]:
    if item.visit:
        return {"appointment": item.visit}
    if item.kind == "step":
        return {"text": step_text(item.row)}
    over = clock.at - item.due if isinstance(item.due, datetime) and item.due <= clock.at else timedelta()
    return {"receiver": item.row["receiver_name"], "urgency": item.row["urgency_code"], "over": over}
