"""Before somebody is registered: whether the register would take what is told of her."""

from __future__ import annotations

from datetime import datetime

from parvis.kernel.actor import Actor
from parvis.people.actions.register import checked_person
from parvis.people.entries import NewPerson
from parvis.people.permissions import PersonPolicy
from parvis.people.rules import Problems


def check_person(actor: Actor, person: NewPerson, at: datetime) -> None:
    """`Invalid` with every field that `register` wouldn't take. The store is not asked."""
    PersonPolicy.check_staff(actor)
    problems = Problems()
    checked_person(person, problems, at=at)
    problems.check()
