"""The keys by which somebody registered twice is found: written with every name and birth, and again when the engine has learnt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from parvis.core.actions import action
from parvis.core.bulk import insert_index_rows
from parvis.engines.names import VERSION, stored_keys
from parvis.kernel.actor import Actor
from parvis.people.keys import likeness_keys
from parvis.people.models import LikenessKey, Person, PersonName
from parvis.people.rules import born_of

BATCH = 500


@action
def renew_likeness(*, by: Actor, at: datetime, controller_id: int | None = None) -> int:
    """Key everybody who has no keys of the engine in force: how many. Nothing to do but after a change of it."""
    waiting = Person.objects.exclude(keyed=VERSION)
    if controller_id is not None:
        waiting = waiting.filter(controller_id=controller_id)
    ids = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        rows = list(Person.objects.filter(pk__in=ids[start : start + BATCH]))
        named: dict[int, list[str]] = {row.pk: [] for row in rows}
        for name in PersonName.objects.filter(person__in=rows):
            named[name.person_id].append(name.text)
        LikenessKey.objects.filter(person__in=rows).delete()
        insert_likeness((row, named[row.pk]) for row in rows)
        Person.objects.filter(pk__in=[row.pk for row in rows]).update(keyed=VERSION)
    return len(ids)


def write_likeness(person: Person, names: Sequence[str]) -> None:
    """The keys of one person, in place of those she had."""
    LikenessKey.objects.filter(person=person).delete()
    insert_likeness([(person, names)])
    if person.keyed != VERSION:
        person.keyed = VERSION
        person.save(update_fields=["keyed"])


def insert_likeness(people: Iterable[tuple[Person, Iterable[str]]]) -> None:
    """The keys of several who have none."""
    insert_index_rows(
        LikenessKey,
        ("person_id", "key"),
        ((person.pk, key) for person, names in people for key in _keys(person, names)),
    )


def _keys(person: Person, names: Iterable[str]) -> list[int]:
    values = stored_keys(names, born_of(person.birth_precision, person.birth))
    return likeness_keys(sorted(values), person.controller_id)
