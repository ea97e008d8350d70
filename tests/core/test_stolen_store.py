"""Whoever steals the store's file, its log and a backup, without the keys, reads none of 10,000 planted values, in any writing; and
can't tell that two controllers know the same person.
"""

from __future__ import annotations

import base64
import random
import sqlite3
import string
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from django.db import connection, models
from django.db.models import Model

from parvis.core import backup, rotation
from parvis.core.backup.container import read_parts
from parvis.core.models import Message
from parvis.core.rotation import every_sealed_value, sealed_columns
from parvis.people.models import ContactPoint, NameKey, Person, PersonName
from tests.at_once import many_writers
from tests.factories import access, agreements, casework, engagement, people
from tests.factories.access import NOW
from tests.own_keys import own_keys

__all__ = ["many_writers", "own_keys"]
PLANTED, FEW = 10_000, 1000
LETTERS = 20
WINDOW = 8


def writings(value: str) -> list[bytes]:
    """As it would stand in a file: plain, UTF-16, hexadecimal, and base64 wherever in a longer text it begins."""
    plain = value.encode()
    wide = [value.encode("utf-16-le"), value.encode("utf-16-be")]
    hexes = [plain.hex().encode(), plain.hex().upper().encode()]
    based = [base64.b64encode(bytes(shift) + plain)[4 * (shift > 0) : -4] for shift in range(3)]
    return [plain, *wide, *hexes, *based]


class Wanted:
    """What to look for, by the first eight bytes of each writing; what begins so is compared to its sixteenth."""

    def __init__(self, values: list[str]) -> None:
        self.by_start: dict[int, set[bytes]] = defaultdict(set)
        for value in values:
            for writing in writings(value):
                self.by_start[int.from_bytes(writing[:WINDOW], "little")].add(writing[: 2 * WINDOW])
        self.starts = np.array(sorted(self.by_start), dtype="<u8")

    def __len__(self) -> int:
        return sum(map(len, self.by_start.values()))

    def found_in(self, data: bytes) -> set[bytes]:
        hits: set[int] = set()
        for shift in range(WINDOW):
            size = (len(data) - shift) // WINDOW
            if size > 0:
                here = np.frombuffer(data, dtype="<u8", count=size, offset=shift)
                hits |= set(np.intersect1d(here, self.starts).tolist())
        return {writing for start in hits for writing in self.by_start[start] if writing in data}


def test_the_search_finds_what_is_there() -> None:
    values = ["".join(random.Random(n).choices(string.ascii_lowercase, k=LETTERS)) for n in range(50)]
    wanted = Wanted(values)
    assert len(wanted) > 7.8 * len(values)
    for value in values:
        for writing in writings(value):
            assert writing[:16] in wanted.found_in(b"x" * 13 + writing + b"yyy")
        for before in (b"", b"a", b"ab", b"abc"):
            text = base64.b64encode(before + value.encode() + b"and more")
            assert wanted.found_in(b"x" * 5 + text), "wherever in a longer text it begins"
    assert not wanted.found_in(bytes(range(256)) * 40)


class Planter:
    """Gives each column of each row a value of its own, and remembers it."""

    def __init__(self) -> None:
        self.chance, self.values = random.Random(20260310), []
        self.by_column: dict[tuple[str, str], int] = defaultdict(int)

    def value(self) -> str:
        self.values.append("".join(self.chance.choices(string.ascii_lowercase, k=LETTERS)))
        return self.values[-1]

    def plant(self, row: Model) -> None:
        for column in sealed_columns()[type(row)]:
            setattr(row, column.attname, self.value())
            self.by_column[type(row)._meta.label, column.name] += 1

    def plant_everywhere(self) -> None:
        for model in sealed_columns():
            for row in model._base_manager.all():
                self.plant(row)
                row.save()

    def copies(self, row: Model, count: int) -> None:
        """More rows like one."""
        rows = []
        for _ in range(count):
            one = type(row)(
                **{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
            )
            one.public_id = uuid4()
            self.plant(one)
            rows.append(one)
        type(row)._base_manager.bulk_create(rows, batch_size=500)


def a_row_of(model: type[Model], *, but: frozenset[Any] = frozenset()) -> Model:
    """One that is there, else one with the least it takes: whatever is sealed next is planted without a line here.

    Two columns of one row that lead to the same table get two rows (`but`): who asks and who agrees are not the same.
    """
    row = model._base_manager.exclude(pk__in=but).first()
    if row is not None:
        return row
    facts, led_to = {}, []
    for field in model._meta.concrete_fields:
        if field.primary_key or field.has_default() or field.null or getattr(field, "auto_now_add", False):
            continue
        if isinstance(field, models.ForeignKey):
            facts[field.name] = a_row_of(field.related_model, but=frozenset(one.pk for one in led_to))
            led_to.append(facts[field.name])
        elif isinstance(field, models.DateTimeField):
            facts[field.name] = NOW
        elif isinstance(field, models.DateField):
            facts[field.name] = NOW.date()
        elif isinstance(field, models.IntegerField | models.BooleanField):
            facts[field.name] = 1
        else:
            facts[field.name] = field.choices[0][0] if field.choices else "x"
    return model._base_manager.create(**facts)


@pytest.fixture
def planted(request: pytest.FixtureRequest, own_keys: Path, many_writers: None, tmp_path: Path, settings) -> Planter:
    settings.PARVIS_HOME = tmp_path / "home"
    settings.PARVIS_HOME.mkdir()
    here = casework.town()
    casework.act("ask", casework.sent(here, at=NOW), here)
    agreements.amend(workshop := agreements.workshop(), agreements.in_force(workshop))
    engagement.session(workshop.offer)
    access.asked_to_readmit()
    for model in sealed_columns():
        a_row_of(model)
    planter = Planter()
    planter.plant_everywhere()
    missing = [
        (model._meta.label, column.name)
        for model, columns in sealed_columns().items()
        for column in columns
        if not planter.by_column[model._meta.label, column.name]
    ]
    assert not missing, f"nothing planted in {missing}"
    planted = getattr(request, "param", FEW)
    rest = (planted - len(planter.values)) // 3
    planter.copies(ContactPoint.objects.first(), rest // 2)
    planter.copies(PersonName.objects.first(), rest)
    planter.copies(Message.objects.first(), rest // 2 + 2)
    assert len(planter.values) >= planted
    return planter


def stolen_files(tmp_path: Path) -> dict[str, bytes]:
    """The store's file and its log, or the rows as the server has them; a backup as it lies there, and what is inside it."""
    path = backup.save(tmp_path / "stolen.backup", at=NOW).path
    with path.open("rb") as file:
        inside = b"".join(b"".join(blocks) for _, blocks in read_parts(file, path=path.name))
    found = {"backup": path.read_bytes(), "inside the backup": inside}
    if connection.vendor == "sqlite":
        store = Path(connection.settings_dict["NAME"])
        found["store"] = store.read_bytes()
        found["log"] = store.with_name(f"{store.name}-wal").read_bytes()
        assert len(found["log"]) > 100_000, "the log is looked at while there is something in it"
    return found


@pytest.mark.parametrize("planted", [PLANTED], indirect=True)
def test_none_of_ten_thousand_values_can_be_read(planted: Planter, tmp_path: Path) -> None:
    wanted = Wanted(planted.values)
    assert len(wanted) > 7.8 * PLANTED
    for name, data in stolen_files(tmp_path).items():
        assert len(data) > 500_000, name
        assert not wanted.found_in(data), name
    assert ContactPoint.objects.last().value in planted.values, "and yet the house reads them"


def test_none_can_be_read_during_and_after_a_rotation_either(planted: Planter, tmp_path: Path) -> None:
    scopes = [path.stem for path in sorted((tmp_path / "keys").glob("c*.key"))]
    for person in Person.objects.all():  # of a day that is none, no key of what is alike can be made again
        person.birth = "1990-01-01"
        person.save()
    done = rotation.rotate(scopes, at=NOW, wait=lambda _: None)
    assert all(one.finished for one in done)
    wanted = Wanted(planted.values)
    for name, data in stolen_files(tmp_path).items():
        assert not wanted.found_in(data), name


def test_equal_values_are_unlike_across_controllers(own_keys: Path, db: None) -> None:
    keys, sealed = [], []
    for _ in range(3):
        by = access.worker(access.controller())
        for number in range(20):
            people.person(by, f"Amal Haddad {number}", contact=people.phone(note="le soir"), birth=people.born(1990))
        keys.append(set(NameKey.objects.filter(person__controller_id=by.controller_id).values_list("key", flat=True)))
        prefix = f"p1.c{by.controller_id}."
        sealed.append([value for *_, value in every_sealed_value() if value.startswith(prefix)])
    assert all(len(one) > 2 for one in keys)
    assert not keys[0] & keys[1] and not keys[1] & keys[2] and not keys[0] & keys[2]
    bodies = [value.rsplit(".", 1)[1] for values in sealed for value in values]
    assert len(bodies) == 3 * 20 * 4
    assert len(set(bodies)) == len(bodies), "not even within a controller"
    assert len({body[:24] for body in bodies}) == len(bodies), "nor do two begin alike"


def test_the_file_that_was_searched_is_the_one_that_is_read(planted: Planter) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a server's file is the server's")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as store:
        assert store.execute("SELECT count(*) FROM people_contactpoint").fetchone()[0] == ContactPoint.objects.count()
