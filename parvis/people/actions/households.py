from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from parvis.core.actions import action, locked
from parvis.core.house import house
from parvis.core.rows import one
from parvis.core.tokens import new_code
from parvis.kernel.actor import Actor
from parvis.people.choices import HouseholdRole
from parvis.people.errors import AlreadyMember
from parvis.people.models import Household, HouseholdMember, Person
from parvis.people.permissions import PersonPolicy, households_visible_to, persons_visible_to
from parvis.people.rules import Problems


@action
def start_household(*, person_id: int, role: str, by: Actor, at: datetime) -> Household:
    """A household of her own, for others to join."""
    PersonPolicy.check_staff(by)
    _check_role(role)
    person = locked(persons_visible_to(by), pk=person_id)
    home = Household.objects.create(controller_id=person.controller_id, label=new_code(6))
    _add(home, person, role=role, on=house().day(at))
    return home


@action
def join_household(
    *, person_public_id: UUID | str, household_public_id: UUID | str, role: str, by: Actor, at: datetime
) -> Household:
    """She lives with them now."""
    PersonPolicy.check_staff(by)
    _check_role(role)
    person = locked(persons_visible_to(by), public_id=person_public_id)
    return enter_household(person, household_public_id, role=role, by=by, on=house().day(at))


@action
def leave_household(
    *, person_public_id: UUID | str, household_public_id: UUID | str, by: Actor, at: datetime
) -> HouseholdMember:
    """She lives there no more. `NotFound` when she didn't."""
    PersonPolicy.check_staff(by)
    person = one(persons_visible_to(by), public_id=person_public_id)
    running = HouseholdMember.objects.filter(person=person, ends_on__isnull=True)
    row = locked(running, household__public_id=household_public_id)
    row.ends_on = max(house().day(at), row.starts_on)
    row.save(update_fields=["ends_on"])
    return row


def enter_household(person: Person, household: UUID | str, *, role: str, by: Actor, on: date) -> Household:
    """Member from that day of a household with somebody the actor may see; `AlreadyMember` when she is."""
    home = locked(households_visible_to(by).filter(controller_id=person.controller_id), public_id=household)
    there = HouseholdMember.objects.filter(household=home, person=person)
    if there.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).exists():
        raise AlreadyMember
    _add(home, person, role=role, on=on)
    return home


def _add(home: Household, person: Person, *, role: str, on: date) -> None:
    HouseholdMember.objects.create(
        controller_id=home.controller_id, household=home, person=person, role=role, starts_on=on
    )


def _check_role(role: str) -> None:
    problems = Problems()
    problems.choice("role", role, HouseholdRole.values)
    problems.check()
