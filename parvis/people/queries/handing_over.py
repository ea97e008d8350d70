"""What leaves the room about a person to a receiver: the named fields of a share, in one query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef
from django.db.models.expressions import Combinable

from parvis.core.fields import open_value
from parvis.core.house import house
from parvis.core.nested import Nested
from parvis.core.rows import one
from parvis.people.choices import Field, Safety
from parvis.people.models import ContactPoint, Person, PersonName
from parvis.people.queries.members import home_of, nested_home, role_and_birth
from parvis.people.queries.names import in_order, nested_names
from parvis.people.rules import age_on

Handed = dict[str, Any]
SAFE = (Safety.YES, Safety.NEUTRAL_ONLY)


def identity_fields(person_id: int, fields: Iterable[str], at: datetime) -> Handed:
    """Exactly the fields of a share that are the room's: the caller has checked that the share is open, and notes the read.

    What no field names is not read. An unsafe contact is never handed over, whatever was said yes to. `needs` and `note` are
    the casework's own.
    """
    today = house().day(at)
    wanted = [field for field in fields if field in _READERS]
    row = one(Person.objects.annotate(**_nested(wanted, today)), pk=person_id)
    return {str(field): _READERS[field](row, today) for field in wanted}


def _nested(fields: list[str], today: date) -> Mapping[str, Combinable]:
    mine = {"person": OuterRef("pk")}
    safe = ContactPoint.objects.filter(**mine, safety__in=SAFE).order_by("id")
    every: dict[str, Combinable] = {
        Field.IDENTITY: nested_names(PersonName.objects.filter(**mine)),
        Field.CONTACT: Nested(safe, "public_id", "kind", "value", "safety", "note"),
        Field.HOUSEHOLD: nested_home(home_of(today)),
    }
    return {f"nested_{field}": every[field] for field in fields if field in every}


def _identity(person: Any, _: date) -> list[Handed]:
    return [
        {"text": text, "language": language, "kind": kind} for text, kind, language in in_order(person.nested_identity)
    ]


def _contact(person: Any, _: date) -> list[Handed]:
    return [
        {
            "kind": kind,
            "value": open_value(ContactPoint, "value", public_id=public_id, sealed=value),
            "safety": safety,
            "note": open_value(ContactPoint, "note", public_id=public_id, sealed=note),
        }
        for public_id, kind, value, safety, note in person.nested_contact
    ]


def _language(person: Any, _: date) -> Handed:
    return {"language": person.language, "speaks": list(person.speaks), "interpreter": person.interpreter}


def _age(person: Any, today: date) -> object:
    return age_on(person.birth_precision, person.birth, today)


def _household(person: Any, today: date) -> list[Handed]:
    members = [role_and_birth(item) for item in person.nested_household]
    return [{"role": role, "age": age_on(precision, birth, today)} for role, precision, birth in members]


_READERS: Mapping[str, Callable[[Any, date], Any]] = {
    Field.IDENTITY: _identity,
    Field.CONTACT: _contact,
    Field.LANGUAGE: _language,
    Field.AGE: _age,
    Field.HOUSEHOLD: _household,
}
