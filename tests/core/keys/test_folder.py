"""The folder of keys: for its owner alone, whole files, nothing asked of it twice."""

import os
from pathlib import Path

import pytest

from parvis.core.keys import KeysExposed, KeysMissing, folder, forget_rings, ring, versions
from parvis.core.keys.folder import NEXT, UNUSED, Version
from tests.factories.access import NOW


@pytest.mark.parametrize(("place", "mode"), [("c1.key", 0o640), ("c1.key", 0o604), (".", 0o750), (".", 0o701)])
def test_a_key_that_others_can_read_is_refused(own_keys: Path, place: str, mode: int) -> None:
    ring("c1")
    forget_rings()
    (own_keys / place).chmod(mode)
    with pytest.raises(KeysExposed):
        ring("c1")
    (own_keys / place).chmod(mode & 0o700)
    assert ring("c1").current == "k1"


def test_a_ring_of_each_scope_and_no_other_file(own_keys: Path) -> None:
    assert len({ring(scope).keys["k1"] for scope in ("common", "tokens", "backup", "c1", "c12")}) == 5
    assert folder.scopes() == ["backup", "c1", "c12", "common", "tokens"]
    for wrong in ("../c1", "c1/../c2", "", "C1", "c", "x"):
        with pytest.raises(KeysMissing):
            ring(wrong)
    assert len(list(own_keys.iterdir())) == 6  # with the guard


def test_opening_makes_no_key(own_keys: Path) -> None:
    with pytest.raises(KeysMissing):
        ring("c7", make=False)
    assert folder.scopes() == []


def test_the_life_of_a_key(own_keys: Path) -> None:
    first = ring("c1").keys["k1"]
    assert versions.prepare("c1")
    assert not versions.prepare("c1"), "one that waits is taken first"
    assert (ring("c1").current, ring("c1").former, set(ring("c1").keys)) == ("k1", (), {"k1", "k2"})
    assert versions.promote("c1")
    assert (ring("c1").current, ring("c1").former) == ("k2", ("k1",))
    assert versions.is_unfinished("c1")
    assert not versions.prepare("c1"), "a rotation that was begun is finished first"
    assert versions.note_unused("c1", at=NOW)
    assert not versions.is_unfinished("c1")
    assert ring("c1").key("k1") == first, "it opens until it is destroyed"
    assert versions.drop_unused("c1")
    assert set(ring("c1").keys) == {"k2"}
    assert versions.prepare("c1")
    assert set(ring("c1").keys) == {"k2", "k3"}, "a name is never given twice"


def test_a_file_is_read_as_it_was_written(own_keys: Path) -> None:
    written = [
        Version("k1", b"a" * 32, UNUSED, NOW.isoformat()),
        Version("k2", b"b" * 32),
        Version("k3", b"c" * 32, NEXT),
    ]
    with folder.guarded():
        folder.write("c1", written)
    assert folder.read("c1") == written
    assert folder.read("c2") is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root writes into another's folder")
def test_what_root_writes_into_a_folder_of_the_servers_is_the_servers(own_keys: Path) -> None:
    ring("c1")
    os.chown(own_keys, 12345, 12345)
    os.chown(own_keys / "c1.key", 12345, 12345)
    versions.prepare("c1")
    found = (own_keys / "c1.key").stat()
    assert (found.st_uid, found.st_mode & 0o777) == (12345, 0o600)
