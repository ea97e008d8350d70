"""Which record a file's number means, for the data protection officer; and until when a file is kept, for who works on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from parvis.access.choices import Role
from parvis.casework.models import Case
from parvis.casework.permissions import cases_worked_by
from parvis.core import retention
from parvis.core.house import house
from parvis.core.rows import one
from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Kept:
    """A closed file is erased on a day, unless it is kept for a legal reason: more of that nobody is told who works on it."""

    until: date | None
    for_a_reason: bool


def person_of_case(actor: Actor, number: str) -> int | None:
    """The row id of the person whose file at the officer's controller has this number, `V-0312`; to nobody else."""
    if not actor.has_role(Role.DPO) or not actor.controller_id:
        return None
    rows = Case.objects.filter(controller_id=actor.controller_id, number=number.strip().upper())
    persons = set(rows.values_list("person_id", flat=True)[:2])
    return persons.pop() if len(persons) == 1 else None


def case_kept(actor: Actor, public_id: UUID | str) -> Kept | None:
    """Until when; None while it is not closed."""
    case = one(cases_worked_by(actor), public_id=public_id)
    if case.closed_at is None:
        return None
    return Kept(house().day(retention.ends("case", case.closed_at)), retention.held(case.person_id))
