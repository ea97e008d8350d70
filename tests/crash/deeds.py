"""What is ended at a random moment. Each writes into the ledger what it was told is done, right after it was told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.management import call_command
from django.db import connection

from parvis.core import backup, chain, retention, rotation
from parvis.core.keys import COMMON, lock, ring
from parvis.core.keys import ring as rings
from parvis.core.rotation import turning
from parvis.exchange.hsds.load import load
from parvis.kernel.actor import Actor
from parvis.oversight.actions import purge
from parvis.people.models import ContactPoint, Part, Person
from tests.factories import access, people
from tests.factories.access import NOW

SCOPES = ("common", "c1", "c2")
SERVICES = 60
BY = Actor.system("tests.crash")
RETENTION = Actor.system("retention")


def begin(place: Path) -> None:
    """A store with two controllers, a few persons, a source to bring in, a backup, and shares."""
    quickly()
    ring(COMMON)
    call_command("migrate", verbosity=0, interactive=False)
    workers = [access.worker(access.controller()) for _ in range(2)]
    for number in range(24):
        write(place, workers[number % 2])
    (place / "workers.json").write_text(json.dumps([[one.account_id, one.organisation_id] for one in workers]))
    (place / "source.json").write_text(json.dumps(source()))
    shares = lock.share_out(("Ana", "Ben", "Chi"), need=2, at=NOW)
    (place / "shares.json").write_text(json.dumps([one.text for one in shares]))
    backup.save(place / "kept.backup", at=NOW)


def quickly() -> None:
    """Processes notice new keys fifty times sooner than in a house: the moments are the same, only closer together."""
    rings.CHECKED_EVERY = 0.01
    turning.NOTICED = 0.03


def say(place: Path, *words: str) -> None:
    """One line of the ledger; what a killed process wrote is kept by the system."""
    with (place / "ledger").open("a") as file:
        file.write(" ".join(words) + "\n")


def write(place: Path, by: Actor) -> None:
    """Register somebody; then change her contact's note."""
    name = f"Amal {uuid4().hex[:12]}"
    who = people.person(by, name, contact=people.phone(note="first"))
    say(place, "is", str(who.public_id), name.split()[1], "first")
    contact = ContactPoint.objects.get(person=who)
    contact.note = f"second {uuid4().hex}"
    say(place, "maybe", str(who.public_id), contact.note.split()[1])
    contact.save()
    say(place, "is", str(who.public_id), name.split()[1], *contact.note.split())


def workers(place: Path) -> list[Actor]:
    found = json.loads((place / "workers.json").read_text())
    from parvis.access import queries

    actors = []
    for account, organisation in found:
        standing = queries.standing(
            account_id=account, name="", language="fr", on=NOW.date(), organisation_id=organisation
        )
        assert standing is not None
        actors.append(standing.actor.for_purpose("casework"))
    return actors


def rotating(place: Path) -> None:
    """A rotation, and somebody who writes all the while; then the end of the old keys."""
    quickly()
    by = workers(place)

    def turn() -> None:
        rotation.rotate(SCOPES, at=NOW)
        for scope in SCOPES:
            rotation.destroy(scope, at=NOW, at_once=True)

    with beside(turn) as going:
        number = 0
        while not going.done() and number < 20:
            write(place, by[number % 2])
            number += 1


@contextmanager
def beside(deed: Callable[[], None]) -> Iterator[Future[None]]:
    """In a thread of its own; what goes wrong there goes wrong here."""

    def run() -> None:
        try:
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        going = pool.submit(run)
        yield going
        going.result()


def saving(place: Path) -> None:
    """A backup while somebody writes."""
    quickly()
    by = workers(place)
    with beside(lambda: write(place, by[0])):
        backup.save(place / "fresh.backup", at=NOW)
    say(place, "saved", "fresh.backup")


def restoring(place: Path) -> None:
    """Back to the moment of a backup made just now; what was written after it is meant to go."""
    quickly()
    target = place / "before.backup"
    backup.save(target, at=NOW)
    by = workers(place)[0]
    extra = people.person(by, "Nach Sicherung")
    say(place, "extra", str(extra.public_id))
    backup.restore(target, at=NOW, replace=True)
    say(place, "gone", str(extra.public_id))


def erasing(place: Path) -> None:
    """Three persons for good, one after the other."""
    quickly()
    for who in Person.objects.order_by("?")[:3]:
        say(place, "erasing", str(who.public_id))
        retention.erase_person(person_id=who.pk, by=BY, at=NOW)
        say(place, "erased", str(who.public_id))


def outliving(place: Path) -> None:
    """Three persons whose time is over, by the night's purge."""
    quickly()
    for by in workers(place) * 2:
        write(place, by)
    due = list(Person.objects.order_by("-pk").values_list("pk", "public_id")[:3])
    for _, public_id in due:
        say(place, "erasing", str(public_id))
    ended = NOW - timedelta(days=730)
    Part.objects.filter(person__in=[pk for pk, _ in due]).update(starts_on=ended.date())
    Person.objects.filter(pk__in=[pk for pk, _ in due]).update(registered_at=ended)
    purge(by=RETENTION, at=NOW)
    for _, public_id in due:
        say(place, "erased", str(public_id))
    chain.seal_logs(at=NOW)


def bringing_in(place: Path) -> None:
    """A directory, anew under another name: all of it or nothing."""
    quickly()
    name = f"source-{uuid4().hex[:8]}"
    say(place, "bringing", name)
    load(place / "source.json", source=name, region="FR", by=BY, at=NOW)
    say(place, "brought", name)


def locking(place: Path) -> None:
    """Lock and open again."""
    quickly()
    lock.lock(at=NOW)
    lock.unlock(json.loads((place / "shares.json").read_text())[:2])


def source() -> list[dict[str, object]]:
    """HSDS as JSON: so many services of one organisation."""
    body = {"id": str(uuid4()), "name": "Maison", "description": "Une maison."}
    return [
        {"id": str(uuid4()), "name": f"Cours {number}", "status": "active", "organization": body}
        for number in range(SERVICES)
    ]


DEEDS: dict[str, Callable[[Path], None]] = {
    "rotation": rotating,
    "backup": saving,
    "restore": restoring,
    "purge": erasing,
    "retention": outliving,
    "import": bringing_in,
    "lock": locking,
}
