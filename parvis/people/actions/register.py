from __future__ import annotations

from datetime import datetime

from parvis.access import queries as access
from parvis.access.errors import NotAController
from parvis.core.actions import action
from parvis.core.house import house
from parvis.engines.names import VERSION as LIKENESS
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people.actions.contacts import write_contact
from parvis.people.actions.facts import (
    checked_birth,
    checked_contact,
    checked_languages,
    checked_names,
    write_names,
)
from parvis.people.actions.households import enter_household
from parvis.people.actions.likeness import write_likeness
from parvis.people.actions.notices import checked_notice, write_notice
from parvis.people.actions.parts import checked_part, write_part
from parvis.people.choices import Gender, HouseholdRole, Stage
from parvis.people.entries import NewContact, NewName, NewPerson, NoticeDone
from parvis.people.models import Person
from parvis.people.permissions import PersonPolicy
from parvis.people.rules import Problems


@action
def register(
    *,
    person: NewPerson,
    notice: NoticeDone | None,
    by: Actor,
    at: datetime,
    controller_id: int | None = None,
    organisation_id: int | None = None,
) -> Person:
    """Write a person into the register of the actor's controller, with the notice she was given first and her first part.

    A command (system actor) names the controller, and the organisation that registers. Raises `NoticeMissing`, or
    `Invalid` with every field that can't be taken: names, birth, language, speaks, contact, quarter, part and the lists.
    """
    PersonPolicy.check_staff(by)
    controller_id = _controller(by, controller_id)
    problems = Problems()
    given = checked_notice(notice, problems, part=person.part.part, by=by, at=at)
    part = checked_part(person.part, problems, at=at)
    row, names, contact = _checked(person, problems, at=at)
    problems.choice("role", person.role, HouseholdRole.values)
    problems.check()
    row.controller_id = controller_id
    row.organisation_id = by.organisation_id if organisation_id is None or not by.is_system else organisation_id
    row.registered_by_id = by.account_id
    row.keyed = LIKENESS
    row.save()
    write_notice(given, row)
    write_names(row, names)
    write_likeness(row, [name.text for name in names])
    write_part(part, row)
    if contact:
        write_contact(row, contact)
    if person.household:
        enter_household(row, person.household, role=person.role, by=by, on=house().day(at))
    return row


def check_person(person: NewPerson, at: datetime) -> None:
    """Before anything is asked back: `Invalid` with every field that `register` wouldn't take. The store is not asked."""
    problems = Problems()
    _checked(person, problems, at=at)
    problems.check()


def _checked(person: NewPerson, problems: Problems, *, at: datetime) -> tuple[Person, list[NewName], NewContact | None]:
    """Herself, not saved, with her names and contact as they are stored, or problems in what can't be taken."""
    row = _row(person, problems, at=at)
    names = checked_names(person.names, problems)
    return row, names, checked_contact(person.contact, problems) if person.contact else None


def _row(person: NewPerson, problems: Problems, *, at: datetime) -> Person:
    return Person(
        language=problems.language("language", person.language),
        speaks=checked_languages(person.speaks, problems),
        interpreter=person.interpreter,
        gender=problems.choice("gender", person.gender, Gender.values),
        birth_precision=person.birth.precision,
        birth=checked_birth(person.birth, problems, today=house().day(at)),
        stage=problems.choice("stage", person.stage, Stage.values),
        quarter=problems.text("quarter", person.quarter, limit=80),
        pronunciation=problems.text("pronunciation", person.pronunciation, limit=200),
        registered_at=at,
    )


def _controller(by: Actor, named: int | None) -> int:
    """Her own; a command's is named. Nobody writes into another controller's register."""
    controller_id = named if by.is_system and by.controller_id is None else by.controller_id
    if controller_id is None:
        raise NotAController
    if named is not None and named != controller_id:
        raise NotFound
    if by.is_system and not access.organisation_by_id(controller_id).is_controller:
        raise NotAController
    return controller_id
