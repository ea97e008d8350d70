"""Ten thousand writes and reads of every sort, bulk, raw and undone ones too: each is in its log once, and no other."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.db.models import F

from parvis.access.models import Organisation
from parvis.core.audit import acting, log_read, log_reads
from parvis.core.models import Change, Read, Translation
from parvis.kernel.actor import Actor, ActorKind
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
OPERATIONS, IN_A_ROW = 10_000, 50
ACTORS = (Actor.system("one"), Actor.system("two"), Actor(kind=ActorKind.ACCOUNT, account_id=7, organisation_id=3))
Noted = Counter[tuple[str, str, str]]  # actor, table, operation


class Undone(Exception):
    """What rolls a block back."""


class Writer:
    """Writes in every way there is, and counts what must be noted of it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.rows, self.made = chance, list[int](), 0
        self.changes: Noted = Counter()
        self.reads: Counter[str] = Counter()
        self.actor = ACTORS[0]

    def count(self, operation: str, rows: int, table: str = "access_organisation") -> None:
        self.changes[self.actor.label, table, operation] += rows

    def name(self) -> str:
        self.made += 1
        return f"body {self.made}"

    def some(self, most: int = 4) -> list[int]:
        return self.chance.sample(self.rows, min(len(self.rows), self.chance.randint(1, most)))

    def create(self) -> None:
        self.rows.append(Organisation.objects.create(name=self.name()).pk)
        self.count("I", 1)

    def bulk_create(self) -> None:
        new = Organisation.objects.bulk_create(Organisation(name=self.name()) for _ in range(3))
        self.rows += [one.pk for one in new]
        self.count("I", 3)

    def save(self) -> None:
        row = Organisation.objects.get(pk=self.some(1)[0])
        row.name = self.name()
        row.save()
        self.count("U", 1)

    def update(self) -> None:
        self.count("U", Organisation.objects.filter(pk__in=self.some()).update(name=F("name")))

    def bulk_update(self) -> None:
        rows = list(Organisation.objects.filter(pk__in=self.some()))
        for row in rows:
            row.language = "en"
        self.count("U", Organisation.objects.bulk_update(rows, ["language"]))

    def raw_update(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE access_organisation SET language = 'fr' WHERE id = %s", self.some(1))
        self.count("U", 1)

    def raw_delete(self) -> None:
        (gone,) = self.some(1)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM access_organisation WHERE id = %s", [gone])
        self.rows.remove(gone)
        self.count("D", 1)

    def delete(self) -> None:
        gone = self.some()
        Organisation.objects.filter(pk__in=gone).delete()
        self.rows = [one for one in self.rows if one not in gone]
        self.count("D", len(gone))

    def upsert(self) -> None:
        row = Translation(
            kind="service", object_id=self.chance.randint(1, 400), field="name", language="en", text=self.name(), source_digest="x", made_at=NOW
        )  # fmt: skip
        there = Translation.objects.filter(kind=row.kind, object_id=row.object_id).exists()
        unique = ["kind", "object_id", "field", "language"]
        Translation.objects.bulk_create([row], update_conflicts=True, unique_fields=unique, update_fields=["text"])
        self.count("U" if there else "I", 1, "core_translation")

    def undone(self) -> None:
        with suppress(Undone), transaction.atomic():
            Organisation.objects.create(name=self.name())
            Organisation.objects.filter(pk__in=self.some()).update(language="ar")
            raise Undone

    def read(self) -> None:
        log_read(actor=self.actor, person_id=self.chance.randint(1, 9), what="record", at=NOW)
        self.reads[self.actor.label] += 1

    def read_many(self) -> None:
        log_reads(actor=self.actor, reads=dict.fromkeys(range(5), "list"), at=NOW)
        self.reads[self.actor.label] += 5


def test_ten_thousand_mixed_operations_are_noted_each_once() -> None:
    before = Counter(Change.objects.values_list("actor", "table", "operation")), Read.objects.count()
    writer = Writer(random.Random(20261126))
    ways = [
        writer.create, writer.create, writer.bulk_create, writer.save, writer.update, writer.bulk_update, writer.raw_update,
        writer.raw_delete, writer.upsert, writer.undone, writer.read, writer.read_many,
    ] * 5 + [writer.delete]  # which asks forty tables whether they name the row  # fmt: skip
    for _ in range(OPERATIONS // IN_A_ROW):
        writer.actor = writer.chance.choice(ACTORS)
        with acting(writer.actor):
            for _ in range(IN_A_ROW):
                (writer.bulk_create if len(writer.rows) < 10 else writer.chance.choice(ways))()
    found = Counter(Change.objects.values_list("actor", "table", "operation"))
    found.subtract(before[0])
    assert +found == +writer.changes
    assert sum(writer.changes.values()) > OPERATIONS * 3 // 4
    reads = Counter(Read.objects.values_list("actor", flat=True))
    assert reads == writer.reads
    assert before[1] == 0
