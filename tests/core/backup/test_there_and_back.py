"""A backup comes back as it was, whoever was erased since stays erased, and no key is in it."""

import base64
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from parvis.access.models import Organisation
from parvis.casework.models import Case, Referral
from parvis.core import backup, chain, graves, retention
from parvis.core.audit import log_reads
from parvis.core.backup.container import read_parts
from parvis.core.keys import folder, ring
from parvis.core.models import Change, Read
from parvis.kernel.actor import Actor
from parvis.oversight import actions as oversight
from parvis.oversight.models import Hold
from parvis.people import queries
from parvis.people.models import Consent, ContactPoint, Person
from tests.at_once import at_once
from tests.core.backup.conftest import Home
from tests.factories import access, casework, people
from tests.factories.access import NOW, SETUP


def save(home: Home, name: str = "one.backup") -> Path:
    return backup.save(home.place.parent / name, at=NOW).path


def restore(path: Path, **how: bool) -> backup.Restored:
    return backup.restore(path, at=NOW, **{"replace": True, **how})


def names() -> set[str]:
    return {person.names.get().text for person in Person.objects.all()}


def test_it_comes_back_as_it_was(home: Home) -> None:
    path = save(home)
    changes = Change.objects.count()
    people.person(home.by, "Later Somebody")
    ContactPoint.objects.all().delete()
    assert restore(path) == backup.Restored(files=0, erased_again=0)
    assert names() == {"Amal Haddad"}
    assert ContactPoint.objects.get().note == "le soir"
    assert [hit.display_name for hit in queries.find(home.by, "amal", NOW)] == ["Amal Haddad"]
    assert Change.objects.filter(table="people_person").count() == 1, "what was written is noted once, not again"
    assert Change.objects.count() >= changes - 1
    before = set(Person.objects.values_list("pk", flat=True))
    assert people.person(home.by, "Next Person").pk not in before, "numbers go on where they were"
    assert Change.objects.filter(table="people_person").count() == 2, "and writes are noted again"


def test_whoever_was_erased_since_stays_erased(home: Home) -> None:
    stays = people.person(home.by, "Zahra Karimi")
    path = save(home)
    retention.erase_person(person_id=home.who.pk, by=SETUP, at=NOW)
    assert restore(path).erased_again == 1
    assert names() == {"Zahra Karimi"}
    assert not ContactPoint.objects.exists()
    erasure = Change.objects.filter(table="people_person", operation="D").values_list("actor", flat=True)
    assert list(erasure) == ["system:restore"]
    assert Person.objects.get().public_id == stays.public_id
    assert restore(path).erased_again == 1, "again and again"


def test_a_newer_backup_brings_its_ledger_along(home: Home) -> None:
    older = save(home)
    retention.erase_person(person_id=home.who.pk, by=SETUP, at=NOW)
    newer = save(home, "newer.backup")
    (home.keys / graves.LEDGER).unlink()  # keys from the safe, without what was erased since
    restore(newer)
    assert restore(older).erased_again == 1
    assert names() == set()


def test_an_erasure_that_ended_suddenly_is_settled_before_the_store_goes(home: Home, monkeypatch) -> None:
    path = save(home)
    monkeypatch.setattr(graves.transaction, "on_commit", lambda _: None)
    retention.erase_person(person_id=home.who.pk, by=SETUP, at=NOW)
    monkeypatch.undo()
    assert restore(path).erased_again == 1


def test_everybody_signs_in_anew(home: Home) -> None:
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=NOW)
    restore(save(home))
    assert not Session.objects.exists()


def test_files_come_back_and_lead_nowhere_else(home: Home) -> None:
    inside = home.place / "files" / "audio" / "yes.ogg"
    inside.parent.mkdir(parents=True)
    inside.write_bytes(b"she says yes")
    (home.place / "town.yaml").write_text("house: {}\n")
    (home.place / "elsewhere.txt").write_text("not ours")
    (home.place / "files" / "link").symlink_to(home.keys / "backup.key")
    path = save(home)
    inside.unlink()
    (home.place / "town.yaml").write_text("house: {country: FR}\n")
    assert restore(path).files == 2
    assert inside.read_bytes() == b"she says yes"
    assert (home.place / "town.yaml").read_text() == "house: {country: FR}\n", "one's own stays"
    assert [part["path"] for part, _ in content(path) if part["name"] == "file"] == ["files/audio/yes.ogg", "town.yaml"]


def content(path: Path) -> list[tuple[dict[str, object], bytes]]:
    with path.open("rb") as file:
        return [(about, b"".join(blocks)) for about, blocks in read_parts(file, path=path.name)]


def test_it_holds_no_key_not_even_inside(home: Home, settings: object) -> None:
    """With the demo's folder of keys inside the home, too."""
    (home.place / "keys").mkdir(parents=True)
    (home.place / "keys" / "c1.key").write_text((home.keys / f"c{home.by.controller_id}.key").read_text())
    for scope in ("common", "tokens"):
        ring(scope)
    inside = b"".join(repr(about).encode() + data for about, data in content(save(home)))
    keys = [key for scope in folder.scopes() for key in ring(scope).keys.values()]
    assert len(keys) >= 4
    for key in keys:
        for written in (key, base64.b64encode(key), key.hex().encode()):
            assert written not in inside
    assert settings.SECRET_KEY.encode() not in inside


def test_it_is_of_one_moment_while_others_write(home: Home) -> None:
    def write() -> None:
        for number in range(15):
            people.person(home.by, f"Amal Neu {number}", contact=people.phone())

    path, *_ = at_once(lambda: save(home), write, write)
    restore(path)
    persons = Person.objects.count()
    assert ContactPoint.objects.count() == persons, "each with what was written along with her"
    assert Change.objects.filter(table="people_person", operation="I").count() == persons


def test_an_older_one_of_that_name_is_replaced_and_nothing_else(home: Home) -> None:
    first = save(home).read_bytes()
    assert save(home).read_bytes() != first
    other = home.place.parent / "letter.txt"
    other.write_text("Dear all")
    with pytest.raises(backup.BackupRefused, match="not_overwritten"):
        save(home, "letter.txt")
    assert other.read_text() == "Dear all"
    made = backup.save(home.place.parent, at=NOW).path
    assert made.name == "parvis-2026-03-10T093000Z.backup"
    assert made.stat().st_mode & 0o077 == 0
    assert not list(home.place.parent.glob(".*.part"))


def test_it_takes_little_memory_whatever_its_size(home: Home) -> None:
    import os

    big = home.place / "files" / "big"
    big.parent.mkdir(parents=True)
    big.write_bytes(os.urandom(1 << 20) * 24)
    tracemalloc.start()
    try:
        path = save(home)
        restore(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert big.stat().st_size == 24 << 20
    assert peak < 10 << 20


def test_a_restore_that_is_undone_leaves_the_numbers_where_they_were(home: Home, monkeypatch) -> None:
    path = save(home)
    later = people.person(home.by, "Later Somebody")

    def ends(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(graves, "bury_again", ends)
    with pytest.raises(KeyboardInterrupt):
        restore(path)
    monkeypatch.undo()
    assert names() == {"Amal Haddad", "Later Somebody"}
    assert people.person(home.by, "Next Person").pk > later.pk


def test_the_store_is_open_to_others_afterwards(home: Home) -> None:
    restore(save(home))
    at_once(*[lambda: people.person(access.worker(access.controller()), "Amal")] * 2)
    assert Person.objects.count() == 3
    assert connection.settings_dict["NAME"]


def test_the_logs_are_as_they_were_sealed_and_what_went_with_the_other_store_is_set_aside(home: Home) -> None:
    chain.seal_logs(at=NOW)
    path = save(home)
    people.person(home.by, "Later Somebody")
    chain.seal_logs(at=NOW)
    assert chain.check().faults == ()
    restore(path)
    found = chain.check()
    assert found.faults == ()
    assert found.set_aside >= 1
    people.person(home.by, "After the restore")
    chain.seal_logs(at=NOW)
    assert chain.check().faults == ()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_change WHERE id = (SELECT min(id) FROM core_change)")
    assert [fault.what for fault in chain.check().faults] == ["removed"]


def test_an_older_store_put_in_place_by_hand_is_found(home: Home) -> None:
    path = save(home)
    people.person(home.by, "Later Somebody")
    chain.seal_logs(at=NOW)
    ledger = (home.keys / chain.LEDGER).read_text()
    restore(path)
    (home.keys / chain.LEDGER).write_text(ledger)  # as if `restore` had not been told of
    assert {fault.what for fault in chain.check().faults} == {"removed"}


def test_what_the_purge_erased_stays_erased(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person, though a hold came back with her; and the rows of logs that were past their time."""
    officer = access.worker(Organisation.objects.get(pk=home.by.controller_id), "dpo")
    held = oversight.place_hold(
        record=str(home.who.public_id),
        reason="claim",
        words="x",
        review_on=(NOW + timedelta(days=90)).date(),
        by=officer,
        at=NOW,
    )
    monkeypatch.setattr(chain, "MOST_ROWS", 5)
    log_reads(actor=home.by, reads=dict.fromkeys(range(900, 920), "record"), at=NOW)
    chain.seal_logs(at=NOW)
    path = save(home)
    oversight.ask_to_lift(hold_public_id=held.public_id, words="x", by=officer, at=NOW)
    oversight.lift(hold_public_id=held.public_id, by=SETUP, at=NOW)
    later = NOW + timedelta(days=1200)
    done = oversight.purge(by=Actor.system("retention"), at=later)
    assert done.things["people.Person"] == 1
    assert done.things["core.Read"] >= 20
    restore(path)
    assert names() == set()
    assert not Hold.objects.exists()
    assert Read.objects.filter(person_id__gte=900).count() == 0
    assert chain.check().faults == ()
    people.person(home.by, "After the restore")
    chain.seal_logs(at=NOW)
    assert chain.check().faults == ()


def test_what_stood_on_one_another_is_erased_again_in_its_order(home: Home) -> None:
    """A file with its request, and the consent on which that stood; the person stays."""
    here = casework.town()
    casework.sent(here)
    Referral.objects.update(state="done")
    Case.objects.update(state="closed", closed_at=NOW)
    Consent.objects.update(state="withdrawn", ended_at=NOW)
    casework.case(here.worker, here.person)
    path = save(home)
    later, by = NOW + timedelta(days=2000), Actor.system("retention")
    went = [oversight.purge(by=by, at=later).things for _ in range(2)]
    assert (went[0]["casework.Case"], went[1]["people.Consent"]) == (1, 1)
    assert restore(path).erased_again >= 2
    assert not Referral.objects.exists()
    assert not Consent.objects.exists()
    assert Case.objects.get().person_id == here.person.pk
