"""Holds as the data protection officer sees them, and the administrator who is the second to say yes. No name, a record's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from parvis.access import queries as access
from parvis.access.choices import Role
from parvis.core.audit import log_reads
from parvis.core.house import house
from parvis.core.rows import one
from parvis.kernel.actor import Actor
from parvis.oversight.models import Hold
from parvis.oversight.permissions import holds_visible_to
from parvis.people.queries import oversight as people


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLine:
    """`record` is the code in the log of readings. `why` and the officer's words are for officers alone."""

    public_id: UUID
    version: int
    record: str
    state: str
    reason: str
    words: str
    placed_at: datetime
    placed_by: str
    review_on: date
    overdue: bool
    asked_at: datetime | None
    asked_by: str
    asked_words: str
    asked_by_reader: bool
    lifted_at: datetime | None
    lifted_by: str


def hold_lines(actor: Actor, at: datetime) -> list[HoldLine]:
    """Standing ones by the day on which they are looked at, then lifted ones. Each is noted as a reading."""
    rows = sorted(
        holds_visible_to(actor).order_by("review_on", "id"), key=lambda row: (row.state == "lifted", row.review_on)
    )
    return _lines(actor, rows, at)


def hold_line(actor: Actor, public_id: UUID | str, at: datetime) -> HoldLine:
    """One; `NotFound` for whoever may not see it."""
    return _lines(actor, [one(holds_visible_to(actor), public_id=public_id)], at)[0]


def holds_waiting(actor: Actor) -> int:
    """How many wait for a second yes that may be the actor's. A number: nobody is read."""
    rows = holds_visible_to(actor).filter(state="lift_asked")
    return rows.exclude(asked_by_id=actor.staff_id).count() if actor.staff_id else 0


def _lines(actor: Actor, rows: list[Hold], at: datetime) -> list[HoldLine]:
    persons = {row.person_id for row in rows}
    log_reads(actor=actor, reads=dict.fromkeys(persons, "hold"), at=at)
    records = people.records_of(persons)
    names = access.account_names(
        actor, {pk for row in rows for pk in (row.placed_by_id, row.asked_by_id, row.lifted_by_id) if pk}
    )
    told = actor.is_system or actor.has_role(Role.DPO)
    today = house().day(at)
    return [
        HoldLine(
            public_id=row.public_id,
            version=row.version,
            record=records.get(row.person_id, ""),
            state=row.state,
            reason=row.reason if told else "",
            words=row.words if told else "",
            placed_at=row.placed_at,
            placed_by=names.get(row.placed_by_id or 0, ""),
            review_on=row.review_on,
            overdue=row.state != "lifted" and row.review_on <= today,
            asked_at=row.asked_at,
            asked_by=names.get(row.asked_by_id or 0, ""),
            asked_words=row.asked_words if told else "",
            asked_by_reader=row.asked_by_id is not None and row.asked_by_id == actor.staff_id,
            lifted_at=row.lifted_at,
            lifted_by=names.get(row.lifted_by_id or 0, ""),
        )
        for row in rows
    ]
