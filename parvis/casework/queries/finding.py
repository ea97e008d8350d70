"""Cases as lists: those one works on, one by its number, those of persons found by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from parvis.casework.models import Case
from parvis.casework.permissions import cases_visible_to, memberships_of
from parvis.kernel.actor import Actor
from parvis.people import queries as people

ROWS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in a list; the name is empty where the person gave none."""

    public_id: UUID
    number: str
    state: str
    opened_at: datetime
    person_id: int
    person_public_id: UUID
    name: str = ""
    language: str = "und"
    household_size: int = 1


def my_cases(actor: Actor, at: datetime, *, page: int = 1) -> tuple[list[CaseLine], bool]:
    """The cases the actor works on, open ones first, the last opened first; and whether there are more. Two queries."""
    mine = cases_visible_to(actor).filter(pk__in=memberships_of(actor).values("case_id"))
    start = (max(1, page) - 1) * ROWS
    rows = list(
        _listed(mine).order_by(F("closed_at").asc(nulls_first=True), "-opened_at", "-id")[start : start + ROWS + 1]
    )
    return _lines(actor, rows[:ROWS], at), len(rows) > ROWS


def case_by_number(actor: Actor, number: str, at: datetime) -> CaseLine | None:
    """The case of that number, in any writing (`v312`, `V-0312`), if the actor may see it."""
    digits = "".join(sign for sign in number if sign.isdecimal())
    if not digits or len(digits) > 9:
        return None
    rows = list(_listed(cases_visible_to(actor).filter(number=f"V-{int(digits):04d}"))[:1])
    return _lines(actor, rows, at, noted="search")[0] if rows else None


def cases_of_persons(actor: Actor, person_ids: Iterable[int]) -> dict[int, CaseLine]:
    """By person, the case to open first: an open one, else the last. One query, without names."""
    rows = _listed(cases_visible_to(actor).filter(person_id__in=list(person_ids)))
    found: dict[int, CaseLine] = {}
    for row in rows.order_by(F("closed_at").asc(nulls_first=True), "-opened_at"):
        found.setdefault(row["person_id"], CaseLine(**row))
    return found


def _listed(rows: QuerySet[Case]) -> QuerySet[Any]:
    return rows.values(
        "public_id", "number", "state", "opened_at", "person_id", person_public_id=F("person__public_id")
    )


def _lines(actor: Actor, rows: list[dict[str, Any]], at: datetime, *, noted: str = "list") -> list[CaseLine]:
    names = people.lines(actor, [row["person_id"] for row in rows], at, noted=noted)
    return [_line(row, names.get(row["person_id"])) for row in rows]


def _line(row: dict[str, Any], person: people.PersonLine | None) -> CaseLine:
    if person is None:
        return CaseLine(**row)
    return CaseLine(**row, name=person.name, language=person.language, household_size=person.household_size)
