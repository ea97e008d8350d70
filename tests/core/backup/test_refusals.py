"""What can't be restored is refused before anything is changed: another key, a cut, a change, a store that is in use."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils.translation import override

from parvis.core import backup
from parvis.core.backup.container import PartWriter
from parvis.core.backup.history import check_known
from parvis.core.backup.places import workshop
from parvis.core.keys import KeysLocked, forget_rings, lock, ring
from parvis.core.sentences import sentence
from parvis.people.models import ContactPoint, Person
from tests.core.backup.conftest import Home
from tests.factories import people
from tests.factories.access import NOW


@pytest.fixture
def kept(home: Home) -> Iterator[Path]:
    """A backup of one person; then a second came. Whatever is refused leaves both in the store."""
    path = backup.save(home.backup, at=NOW).path
    people.person(home.by, "Second Person")
    yield path
    assert Person.objects.count() == 2
    assert not list((home.place / ".backup").glob("work*"))


def refused(path: Path, code: str, **how: bool) -> str:
    with pytest.raises(backup.BackupRefused) as found:
        backup.restore(path, at=NOW, **{"replace": True, **how})
    assert found.value.code == code
    with override("en"):
        return sentence(found.value)


def test_a_store_that_holds_something_is_not_replaced_unasked(kept: Path) -> None:
    assert "--replace" in refused(kept, "backup.not_empty", replace=False)


def test_another_key_opens_nothing(kept: Path, home: Home) -> None:
    (home.keys / "backup.key").unlink()
    forget_rings()
    refused(kept, "backup.wrong_key")
    ring("backup")  # one of the same name, and another
    refused(kept, "backup.wrong_key")


def test_a_backup_cut_anywhere_is_refused(kept: Path) -> None:
    whole = kept.read_bytes()
    chance = random.Random(1)
    cuts = [chance.randrange(140, len(whole)) for _ in range(12)]
    for cut in [len(whole) - 1, len(whole) - 17, 160, *cuts]:
        kept.write_bytes(whole[:cut])
        refused(kept, "backup.broken")
    kept.write_bytes(whole + b"x")
    refused(kept, "backup.broken")


def test_a_backup_changed_anywhere_is_refused(kept: Path) -> None:
    whole = bytearray(kept.read_bytes())
    chance = random.Random(2)
    end = whole.index(b"\n", 20)
    for at in [
        0,
        5,
        end - 3,
        end + 1,
        end + 40,
        len(whole) - 1,
        *(chance.randrange(end, len(whole)) for _ in range(12)),
    ]:
        changed = bytearray(whole)
        changed[at] ^= 4
        kept.write_bytes(changed)
        with pytest.raises(backup.BackupRefused):
            backup.restore(kept, at=NOW, replace=True)


def test_what_is_no_backup_is_said(kept: Path, tmp_path: Path) -> None:
    for content in (b"", b"PARVIS", b"PK\x03\x04" * 100):
        other = tmp_path / "letter.zip"
        other.write_bytes(content)
        assert refused(other, "backup.not_one").startswith("letter.zip")
    refused(tmp_path / "nowhere", "backup.not_one")
    other.write_bytes(b"PARVIS BACKUP 1\nnothing\n")
    refused(other, "backup.broken")


def made_of(path: Path, *parts: dict[str, object]) -> Path:
    with path.open("wb") as file:
        writer = PartWriter(file, made_at=NOW.isoformat())
        for part in parts:
            writer.part(part, [b"content"])
        writer.close()
    return path


def test_one_of_the_other_store_is_refused(kept: Path, tmp_path: Path) -> None:
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    said = refused(made_of(tmp_path / "x.backup", {"name": "backup", "store": other}), "backup.other_store")
    assert other in said and connection.vendor in said


def test_a_part_that_nobody_knows_is_of_a_newer_parvis(kept: Path, tmp_path: Path) -> None:
    here = {"name": "backup", "store": connection.vendor}
    refused(made_of(tmp_path / "x.backup", here, {"name": "hologram"}), "backup.newer")


def test_a_step_that_nobody_knows_is_of_a_newer_parvis() -> None:
    if os.environ.get("PARVIS_NO_MIGRATIONS") == "1":
        pytest.skip("without migrations no step is known")
    with pytest.raises(backup.BackupRefused, match="newer"):
        check_known([("people", "9999_from_the_future")])
    check_known([("people", "0001_initial"), ("gone_app", "0001_initial")])


@pytest.mark.parametrize("path", ["../out", "files/../../out", "/etc/passwd", "keys/c1.key", "files", "parvis.sqlite3"])
def test_a_file_that_leads_out_is_refused(kept: Path, tmp_path: Path, path: str) -> None:
    here = {"name": "backup", "store": connection.vendor}
    refused(made_of(tmp_path / "x.backup", here, {"name": "file", "path": path}), "backup.broken")


def test_values_whose_keys_are_gone_are_told(kept: Path, home: Home) -> None:
    path = home.keys / f"c{home.by.controller_id}.key"
    key = path.read_text()
    for there in ("", "k1:" + "A" * 43 + "=\n"):
        path.unlink(missing_ok=True)
        if there:
            path.write_text(there)
            path.chmod(0o600)
        forget_rings()
        assert "3 values" in refused(kept, "backup.keys_missing"), "a name, a number, its note"
    assert backup.restore(kept, at=NOW, replace=True, without_keys=True).erased_again == 0
    path.write_text(key)
    forget_rings()
    assert ContactPoint.objects.get().note == "le soir"
    people.person(home.by, "Second Person")


def test_one_at_a_time(kept: Path) -> None:
    with workshop():
        refused(kept, "backup.under_way")
        with pytest.raises(backup.BackupRefused, match="under_way"):
            backup.save(kept, at=NOW)


def test_a_locked_house_makes_and_opens_no_backup(kept: Path) -> None:
    shares = lock.share_out(["Ana", "Ben"], need=2, at=NOW)
    lock.lock(at=NOW)
    for attempt in (lambda: backup.save(kept, at=NOW), lambda: backup.restore(kept, at=NOW, replace=True)):
        with pytest.raises(KeysLocked):
            attempt()
    lock.unlock([one.text for one in shares])
