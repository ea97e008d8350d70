"""A row of sessions from a pattern: holidays and breaks are left out, and said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from parvis.core.actions import action
from parvis.core.days import is_public_holiday
from parvis.core.house import house
from parvis.core.rows import locked
from parvis.engagement.actions.sessions import NewSession, plan_session
from parvis.engagement.choices import SessionState
from parvis.engagement.models import Session
from parvis.engagement.permissions import offers_kept_by
from parvis.engines.recurrence import Occurrence, Pattern, Row, Skipped, occurrences
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid

HOLIDAY, BREAK, THERE_ALREADY = "holiday", "break", "there_already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """`rule` is an RFC 5545 recurrence rule; `breaks` are pairs of days, both left out; `capacity` where each session is taken
    by itself.
    """

    rule: str
    start: time
    minutes: int
    first: date
    last: date | None = None
    zone: str = ""
    with_holidays: bool = False
    breaks: Sequence[tuple[date, date]] = ()
    capacity: int | None = None
    room: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """The sessions that were made, and the days that were left out with the reason of each."""

    sessions: tuple[Session, ...]
    skipped: tuple[Skipped, ...]


@action
def plan_row(*, offer_public_id: UUID | str, schedule: Schedule, by: Actor, at: datetime) -> Planned:
    """Sessions of an offer by a pattern. The same pattern a second time makes nothing twice."""
    offer = locked(offers_kept_by(by), public_id=offer_public_id)
    there = set(Session.objects.filter(offer=offer, state=SessionState.PLANNED).values_list("starts_at", flat=True))
    row = lay_out(schedule)
    made: list[Session] = []
    skipped = list(row.skipped)
    for one in row.met:
        if one.starts_at in there:
            skipped.append(Skipped(house().day(one.starts_at), THERE_ALREADY))
        else:
            made.append(plan_session(offer_public_id=offer.public_id, session=_session(schedule, one), by=by, at=at))
    return Planned(tuple(made), tuple(skipped))


def lay_out(schedule: Schedule) -> Row:
    """What would come of a schedule, before anything is kept."""
    try:
        pattern = Pattern(
            rule=schedule.rule,
            start=schedule.start,
            minutes=schedule.minutes,
            zone=schedule.zone or house().time_zone,
        )
    except (ValueError, KeyError):
        raise Invalid({"rule": "engagement.rule_wrong"}) from None

    def why_not(day: date) -> str | None:
        if not schedule.with_holidays and is_public_holiday(day):
            return HOLIDAY
        return BREAK if any(start <= day <= end for start, end in schedule.breaks) else None

    return occurrences(pattern, first=schedule.first, last=schedule.last, why_not=why_not)


def _session(schedule: Schedule, one: Occurrence) -> NewSession:
    return NewSession(
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        zone=schedule.zone,
        capacity=schedule.capacity,
        room=schedule.room,
    )
