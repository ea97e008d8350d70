"""Persons from another register's list. They were told there, not here: each waits for our notice, and the first talk gives it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from parvis.access import queries as access
from parvis.access.errors import NotAController
from parvis.core.actions import action, bump
from parvis.core.bulk import insert_index_rows
from parvis.core.house import house
from parvis.engines.names import VERSION
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from parvis.people.actions.facts import NAME_KEY, checked_birth, checked_names, name_rows, write_names
from parvis.people.actions.likeness import insert_likeness, write_likeness
from parvis.people.choices import Gender, PartKind
from parvis.people.entries import Birth, NewName
from parvis.people.keys import origin_digests
from parvis.people.models import NameKey, Origin, Part, Person, PersonName
from parvis.people.rules import Problems

LONGEST_NUMBER = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One person of a list, as it stands there."""

    source_id: str
    names: Sequence[NewName]
    birth: Birth
    gender: str = Gender.UNKNOWN
    language: str = "und"

    def told(self) -> str:
        """All of it in one line, for a digest."""
        names = [(name.text, name.kind) for name in self.names]
        return json.dumps([names, self.birth.precision, str(self.birth.value or ""), self.gender, self.language])


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a batch: counts of created, updated, unchanged, rejected; and by number, field and reason of what was refused."""

    counts: Mapping[str, int]
    refused: Mapping[str, tuple[str, str]]


@dataclass(slots=True)
class _Ready:
    """A person about to be written, with her name forms."""

    listed: Listed
    digest: str
    content: str
    person: Person
    names: list[NewName]


@action
def bring_people(*, people: Iterable[Listed], source: str, by: Actor, at: datetime) -> Brought:
    """A batch of one list into the register of the command's controller: all of it, or nothing of it.

    Who came with this list before is found by her number there. What the list says as before changes nothing, so that what the desk
    corrected meanwhile stays. Numbers are different within a batch. No notice is written: nobody gave one (principle 1).
    """
    if not by.is_system:
        raise NotFound
    controller_id = by.controller_id
    if controller_id is None or not access.organisation_by_id(controller_id).is_controller:
        raise NotAController
    listed = {tuple(origin_digests(source, one.source_id, controller_id)): one for one in people}
    looked_for = [digest for digests in listed for digest in digests]
    known_origins = Origin.objects.select_related("person").filter(controller_id=controller_id, digest__in=looked_for)
    before = {row.digest: row for row in known_origins}
    counts: Counter[str] = Counter(created=0, updated=0, unchanged=0, rejected=0)
    refused: dict[str, tuple[str, str]] = {}
    new: list[_Ready] = []
    for digests, one in listed.items():
        content = sha256(one.told().encode()).hexdigest()
        known = next((before[digest] for digest in digests if digest in before), None)
        if known is not None and known.content == content:
            counts["unchanged"] += 1
            continue
        try:
            ready = _ready(one, digests[0], content, controller_id, at=at)
        except Invalid as error:
            counts["rejected"] += 1
            refused[one.source_id] = next(iter(error.fields.items()))
            continue
        if known is None:
            new.append(ready)
        else:
            _update(known, ready, at=at)
        counts["created" if known is None else "updated"] += 1
    _write(new, source=source, controller_id=controller_id, at=at)
    return Brought(counts, refused)


def _ready(one: Listed, digest: str, content: str, controller_id: int, *, at: datetime) -> _Ready:
    problems = Problems()
    number = problems.text("source_id", one.source_id, limit=LONGEST_NUMBER)
    if not number:
        problems.add("source_id", "missing")
    names = checked_names(one.names, problems)
    person = Person(
        controller_id=controller_id,
        organisation_id=controller_id,
        language=problems.language("language", one.language),
        gender=problems.choice("sex", one.gender, Gender.values),
        birth_precision=one.birth.precision,
        birth=checked_birth(one.birth, problems, today=house().day(at)),
        registered_at=at,
        keyed=VERSION,
    )
    problems.fields = {"born" if field == "birth" else field: code for field, code in problems.fields.items()}
    problems.check()
    return _Ready(one, digest, content, person, names)


def _update(known: Origin, ready: _Ready, *, at: datetime) -> None:
    """The list says something else now: the record follows it."""
    row, told = known.person, ready.person
    row.gender, row.language = told.gender, told.language
    row.birth_precision, row.birth = told.birth_precision, told.birth
    bump(row)
    row.save()
    row.names.all().delete()
    write_names(row, ready.names)
    write_likeness(row, [name.text for name in ready.names])
    known.content, known.brought_at = ready.content, at
    known.save(update_fields=["content", "brought_at"])


def _write(new: Sequence[_Ready], *, source: str, controller_id: int, at: datetime) -> None:
    """Many at once: what `register` writes one by one, without a notice."""
    Person.objects.bulk_create(one.person for one in new)
    named = [(one.person, row, keys) for one in new for row, keys in name_rows(one.person, one.names)]
    PersonName.objects.bulk_create(row for _, row, _ in named)
    insert_index_rows(NameKey, NAME_KEY, ((row.pk, person.pk, key) for person, row, keys in named for key in keys))
    insert_likeness((one.person, [name.text for name in one.names]) for one in new)
    today = house().day(at)
    Part.objects.bulk_create(
        Part(controller_id=controller_id, person=one.person, part=PartKind.NEWCOMER, starts_on=today) for one in new
    )
    Origin.objects.bulk_create(
        Origin(
            controller_id=controller_id,
            person=one.person,
            source=source,
            source_id=one.listed.source_id,
            digest=one.digest,
            content=one.content,
            brought_at=at,
        )
        for one in new
    )
