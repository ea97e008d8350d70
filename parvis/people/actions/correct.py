from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action, bump, locked
from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.people.actions.facts import checked_birth, checked_languages, checked_names, write_names
from parvis.people.actions.likeness import write_likeness
from parvis.people.choices import Gender, Stage
from parvis.people.entries import PersonChanges
from parvis.people.models import Person
from parvis.people.permissions import PersonPolicy, persons_visible_to
from parvis.people.rules import Problems


@action
def correct(*, person_public_id: UUID | str, changes: PersonChanges, version: int, by: Actor, at: datetime) -> Person:
    """Correct what is kept (principle 3). Raises `Stale` when somebody else saved since, `Invalid` by field."""
    PersonPolicy.check_staff(by)
    row = locked(persons_visible_to(by), version=version, public_id=person_public_id)
    if all(getattr(changes, field.name) is None for field in fields(changes)):
        return row
    problems = Problems()
    _apply(row, changes, problems, at=at)
    names = None if changes.names is None else checked_names(changes.names, problems)
    problems.check()
    bump(row)
    row.save()
    if names is not None:
        row.names.all().delete()
        write_names(row, names)
    if names is not None or changes.birth is not None:
        write_likeness(row, [name.text for name in row.names.all()])
    return row


def _apply(row: Person, changes: PersonChanges, problems: Problems, *, at: datetime) -> None:
    if changes.language is not None:
        row.language = problems.language("language", changes.language)
    if changes.speaks is not None:
        row.speaks = checked_languages(changes.speaks, problems)
    if changes.interpreter is not None:
        row.interpreter = changes.interpreter
    if changes.gender is not None:
        row.gender = problems.choice("gender", changes.gender, Gender.values)
    if changes.birth is not None:
        row.birth_precision = changes.birth.precision
        row.birth = checked_birth(changes.birth, problems, today=house().day(at))
    if changes.stage is not None:
        row.stage = problems.choice("stage", changes.stage, Stage.values)
    if changes.quarter is not None:
        row.quarter = problems.text("quarter", changes.quarter, limit=80)
    if changes.pronunciation is not None:
        row.pronunciation = problems.text("pronunciation", changes.pronunciation, limit=200)
