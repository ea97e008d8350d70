"""Whether a store that was ended at some moment is whole: what was acknowledged is there and opens, nothing is half done."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection

from parvis.core import backup, graves, rotation
from parvis.core.backup.container import read_parts
from parvis.core.keys import folder, lock
from parvis.core.models import Change
from parvis.oversight.models import Erasure
from parvis.people import queries
from parvis.people.models import ContactPoint, Person
from tests.crash.deeds import NOW, RETENTION, SCOPES, SERVICES, quickly, workers


def look(place: Path) -> None:
    """Raises an AssertionError that says what is not whole."""
    quickly()
    if folder.is_locked():  # ended between lock and opening: the keepers open it
        lock.lock(at=NOW)
        lock.unlock(json.loads((place / "shares.json").read_text())[1:])
    told = ledger(place)
    graves.settle()
    people_are_whole(place, told)
    assert rotation.unopenable() == 0
    rows_are_noted()
    erasures_are_certified()
    sources_are_whole(told)
    backups_are_whole(place)
    store_is_sound()


def end(place: Path) -> None:
    """What was cut short is finished by doing it again; the figures."""
    quickly()
    rotation.rotate(SCOPES, at=NOW)
    for scope in SCOPES:
        rotation.destroy(scope, at=NOW, at_once=True)
        assert len(folder.read(scope) or []) == 1
    backup.save(place / "last.backup", at=NOW)
    backup.restore(place / "last.backup", at=NOW, replace=True)
    look(place)
    told = ledger(place)
    figures = {
        "acknowledged_writes": sum(1 for line in told if line[0] == "is"),
        "persons": Person.objects.count(),
    }
    (place / "told.json").write_text(json.dumps(figures))


def ledger(place: Path) -> list[list[str]]:
    return [line.split() for line in (place / "ledger").read_text().splitlines()]


def people_are_whole(place: Path, told: list[list[str]]) -> None:
    """Every acknowledged person is there, opens, and is found by her name; every acknowledged erasure holds."""
    last: dict[str, tuple[str, str]] = {}
    maybe: dict[str, set[str]] = {}
    gone: set[str] = set()
    extra: set[str] = set()
    for line in told:
        if line[0] == "is":
            last[line[1]] = (line[2], line[-1])
        elif line[0] == "maybe":
            maybe.setdefault(line[1], set()).add(line[2])
        elif line[0] in {"erasing", "erased", "gone"}:
            gone.add(line[1])
        elif line[0] == "extra":
            extra.add(line[1])
    erased = {line[1] for line in told if line[0] in {"erased", "gone"}}
    stand = {str(pid): pk for pk, pid in Person.objects.values_list("pk", "public_id")}
    assert not erased & set(stand), "came back"
    assert not set(last) - set(stand) - gone, "an acknowledged person is lost"
    buried = {one for _, one in graves.known()}
    notes = {}
    for contact in ContactPoint.objects.select_related("person"):
        notes[str(contact.person.public_id)] = contact.note.split()[-1]
        assert contact.value == "+33639981001"
    finders = workers(place)
    for public_id, (_, note) in last.items():
        if public_id in stand:
            assert notes[public_id] in {note, *maybe.get(public_id, ())}, "an acknowledged change is lost"
            assert graves.digest("people.Person", public_id) not in buried, "half erased"
        elif public_id not in extra:
            assert graves.digest("people.Person", public_id) in buried, "erased, and would come back"
    for public_id, (name, _) in list(last.items())[-6:]:
        if public_id in stand:
            found = {str(hit.public_id) for by in finders for hit in queries.find(by, name, NOW)}
            assert found == {public_id}, "not found by her name"


def rows_are_noted() -> None:
    """No person without the row of the log that says so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM people_person p WHERE NOT EXISTS (SELECT 1 FROM core_change c "
            "WHERE c.\"table\" = 'people_person' AND c.row_id = p.id AND c.operation = 'I')"
        )
        assert cursor.fetchone() == (0,), "a person whose writing nobody noted"


def erasures_are_certified() -> None:
    """What the purge erased, and nothing else, stands in its certificates."""
    gone = Change.objects.filter(table="people_person", operation="D", actor=RETENTION.label).count()
    lines = Erasure.objects.filter(model="people.Person")
    assert sum(lines.values_list("things", flat=True)) == gone, "erased and not certified, or the other way"


def sources_are_whole(told: list[list[str]]) -> None:
    """A directory came in whole or not at all; one that was acknowledged is there, unless an older store was restored since."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT source, count(*) FROM directory_service WHERE source <> '' GROUP BY source")
        counts = dict(cursor.fetchall())
    assert set(counts.values()) <= {SERVICES}, "half an import"
    brought = {line[1] for line in told if line[0] == "brought"}
    assert brought <= set(counts), "an acknowledged import is lost"


def backups_are_whole(place: Path) -> None:
    """Under its name stands a whole backup, or none."""
    for path in place.glob("*.backup"):
        with path.open("rb") as file:
            names = [about["name"] for about, _ in read_parts(file, path=path.name)]
        assert names[0] == "backup"
        assert names[-1] == "graves"


def store_is_sound() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            assert cursor.fetchall() == [("ok",)]
            cursor.execute("PRAGMA foreign_key_check")
            assert cursor.fetchall() == []
