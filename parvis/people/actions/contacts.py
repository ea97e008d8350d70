from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.core.actions import action, bump, locked
from parvis.kernel.actor import Actor
from parvis.people.actions.facts import checked_contact
from parvis.people.entries import NewContact
from parvis.people.models import ContactPoint, Person
from parvis.people.permissions import PersonPolicy, persons_visible_to
from parvis.people.rules import Problems


@action
def add_contact(*, person_public_id: UUID | str, contact: NewContact, by: Actor, at: datetime) -> ContactPoint:
    """One more way to reach her, and whether it is safe."""
    PersonPolicy.check_staff(by)
    row = locked(persons_visible_to(by), public_id=person_public_id)
    problems = Problems()
    checked = checked_contact(contact, problems)
    problems.check()
    _touch(row)
    return write_contact(row, checked)


@action
def remove_contact(*, person_public_id: UUID | str, contact_public_id: UUID | str, by: Actor, at: datetime) -> None:
    """It is no way to reach her any more, or never was a safe one: gone at once."""
    PersonPolicy.check_staff(by)
    row = locked(persons_visible_to(by), public_id=person_public_id)
    locked(ContactPoint.objects.filter(person=row), public_id=contact_public_id).delete()
    _touch(row)


def write_contact(person: Person, contact: NewContact) -> ContactPoint:
    """Store a checked contact."""
    return ContactPoint.objects.create(
        controller_id=person.controller_id,
        person=person,
        kind=contact.kind,
        value=contact.value,
        safety=contact.safety,
        note=contact.note,
    )


def _touch(person: Person) -> None:
    """A form opened before shows other contacts than there are now."""
    bump(person)
    person.save(update_fields=["version"])
