"""`parvis keys`, `parvis backup`, `parvis restore`: what they promise, and processes that are running meanwhile."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from parvis.core.keys import forget_rings, ring
from parvis.people.models import Person
from tests.at_once import many_writers
from tests.cli.conftest import Parvis
from tests.factories import access, people
from tests.own_keys import own_keys

__all__ = ["many_writers", "own_keys"]
SOON = 10  # seconds

# A process that opened something once and then does nothing.
IDLE = """
import sys, time, django
django.setup()
from parvis.core.keys import open_sealed, seal
from parvis.core.keys.ring import _rings
value = seal("Amal", scope="c1", bound_to="x")
print(open_sealed(value, bound_to="x"), flush=True)
while _rings:
    time.sleep(0.05)
print("dropped", flush=True)
try:
    open_sealed(value, bound_to="x")
except Exception as error:
    print(error, flush=True)
sys.stdin.readline()
print(open_sealed(value, bound_to="x"), flush=True)
"""


@pytest.fixture
def rings(own_keys: Path) -> Path:
    for scope in ("common", "c1"):
        ring(scope)
    return own_keys


def open_with(parvis: Parvis, monkeypatch: pytest.MonkeyPatch, *shares: str):
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(shares) + "\n"))
    return parvis("keys", "open", "--json")


def test_share_lock_and_open(parvis: Parvis, rings: Path, monkeypatch) -> None:
    told = parvis("keys", "share", "--need", 2, "Ana", "Ben", "Chi", "--json").json
    shares = [one["text"] for one in told["shares"]]
    assert [one["name"] for one in told["shares"]] == ["Ana", "Ben", "Chi"]
    assert parvis("keys", "status", "--json").json["shares"]["keepers"] == ["Ana", "Ben", "Chi"]
    assert parvis("keys", "lock", "--json").json == {"locked": True, "rings": 2, "need": 2}
    status = parvis("keys", "status", "--json").json
    assert (status["locked"], status["rings"]) == (True, {})
    for refused in (("keys", "rotate"), ("keys", "share", "--need", 2, "Ana", "Ben"), ("backup", rings / "x")):
        done = parvis(*refused)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert "locked" in done.err
    few = open_with(parvis, monkeypatch, shares[0])
    assert (few.code, few.err) == (1, "parvis: Not enough shares: 1 of the 2 different ones that open the house.\n")
    assert open_with(parvis, monkeypatch, shares[2], shares[1]).json == {"locked": False, "rings": 2}
    assert open_with(parvis, monkeypatch, shares[0]).err == "parvis: The house is not locked.\n"


def test_the_words_of_the_steps(parvis: Parvis, rings: Path) -> None:
    assert "none given out" in parvis("keys", "status").out
    assert parvis("keys", "lock").code == 1
    shared = parvis("keys", "share", "--need", 2, "Ana", "Ben").out
    assert shared.count("-") == 2 * 16
    locked = parvis("keys", "lock").out
    assert locked == "locked: 2 rings are shut away; 2 of these open them again: Ana, Ben\n"
    assert parvis("keys", "share", "--need", 1, "Ana").code == 1
    assert parvis("keys", "share", "Ana").code == 2
    assert parvis("keys").code == 2


def test_rotate_and_destroy(parvis: Parvis, own_keys: Path) -> None:
    by = access.worker(access.controller())
    people.person(by, "Amal Haddad")
    scope = f"c{by.controller_id}"
    (done,) = parvis("keys", "rotate", scope, "--json").json["rings"]
    assert done == {"scope": scope, "rows": 1, "indexes": done["indexes"], "unreadable": 0, "finished": True}
    early = parvis("keys", "destroy", scope)
    assert (early.code, early.out, early.err.count("\n")) == (1, "", 1)
    assert parvis("keys", "destroy", "--at-once", "--json").json == {"destroyed": {scope: 1}}
    assert "no key is unused" in parvis("keys", "destroy").out
    assert parvis("keys", "rotate", scope, "--finish").code == 0
    assert [one["id"] for one in parvis("keys", "status", "--json").json["rings"][scope]] == ["k2"]
    for wrong in ("tokens", "backup", "c999", "../x"):
        done = parvis("keys", "rotate", wrong)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


def test_keys_that_others_can_read_are_refused_in_one_line(parvis: Parvis, rings: Path) -> None:
    (rings / "c1.key").chmod(0o644)
    forget_rings()
    done = parvis("keys", "status")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "c1.key" in done.err and "chmod" in done.err


@pytest.fixture
def in_file(own_keys: Path, many_writers: None, tmp_path: Path, settings: object) -> Path:
    settings.PARVIS_HOME = tmp_path / "home"
    return tmp_path


def test_backup_and_restore(parvis: Parvis, in_file: Path) -> None:
    by = access.worker(access.controller())
    people.person(by, "Amal Haddad")
    path = in_file / "one.backup"
    told = parvis("backup", path, "--json").json
    assert told == {"path": str(path), "bytes": path.stat().st_size, "files": 0}
    assert str(path) in parvis("backup", path).out
    people.person(by, "Zahra Karimi")
    refused = parvis("restore", path)
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert Person.objects.count() == 2
    assert parvis("restore", path, "--replace", "--json").json == {
        "restored": str(path), "files": 0, "erased_again": 0,
    }  # fmt: skip
    assert Person.objects.count() == 1
    path.write_bytes(path.read_bytes()[:-1])
    broken = parvis("restore", path, "--replace")
    assert broken.err == "parvis: This backup is cut short or has been changed. Nothing was changed here.\n"
    assert parvis("restore", in_file / "nowhere").code == 1
    assert parvis("backup", in_file / "no" / "folder" / "x").code == 1
    assert parvis("backup").code == 2


def test_a_bare_machine_with_the_keys_has_the_store_back(apart: Parvis, tmp_path: Path) -> None:
    """And without them it has nothing. On PostgreSQL into a database of its own, from the first table on."""
    url, name = os.environ.get("DATABASE_URL", ""), f"bare_{uuid4().hex[:12]}"
    here = {"DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"} if url else {}
    keys = {"PARVIS_KEYS": str(tmp_path / "keys")}
    if url:
        with psycopg.connect(url, autocommit=True) as cluster:
            cluster.execute(f"CREATE DATABASE {name}")
    path = tmp_path / "one.backup"
    assert apart("backup", path, **here, **keys).code == 0
    if url:
        triggers = noting(here["DATABASE_URL"])
        assert triggers > 30
        with psycopg.connect(here["DATABASE_URL"], autocommit=True) as store:
            store.execute("DROP SCHEMA public CASCADE")
            store.execute("CREATE SCHEMA public")
    fresh = {"PARVIS_HOME": str(tmp_path / "fresh"), **here}
    stranger = apart("restore", path, **fresh, PARVIS_KEYS=str(tmp_path / "other"))
    assert (stranger.code, stranger.err) == (
        1,
        "parvis: This backup was made with another key than those here. Nothing was changed.\n",
    )
    assert apart("restore", path, "--json", **fresh, **keys).json["erased_again"] == 0
    assert apart("search", "x", "--json", **fresh, **keys).json["total"] == 0
    if url:
        assert noting(here["DATABASE_URL"]) == triggers


def noting(url: str) -> int:
    """How many triggers note what is written."""
    with psycopg.connect(url) as store:
        row = store.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname = 'parvis_change' AND tgenabled = 'O'"
        ).fetchone()
    return int(row[0]) if row else 0


def test_processes_that_run_drop_their_keys_within_seconds_and_have_them_again(apart: Parvis, tmp_path: Path) -> None:
    surroundings = {
        **os.environ,
        "PARVIS_HOME": str(tmp_path / "home"),
        "PARVIS_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "parvis.config.settings",
    }
    for outside in ("DATABASE_URL", "PARVIS_KEYS"):
        surroundings.pop(outside, None)
    process = subprocess.Popen(
        [sys.executable, "-c", IDLE], env=surroundings, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin and process.stdout
    try:
        assert process.stdout.readline() == "Amal\n"
        shares = apart("keys", "share", "--need", 2, "Ana", "Ben", "--json").json["shares"]
        assert apart("keys", "lock").code == 0
        locked = time.monotonic()
        assert process.stdout.readline() == "dropped\n"
        assert time.monotonic() - locked < SOON
        assert process.stdout.readline() == "keys.locked\n"
        opened = subprocess.run(
            [sys.executable, "-m", "parvis.cli", "keys", "open", "--json"],
            env=surroundings, text=True, input="\n".join(one["text"] for one in shares), capture_output=True, check=True,
        )  # fmt: skip
        assert json.loads(opened.stdout)["locked"] is False
        time.sleep(1.5)
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "Amal\n"
    finally:
        process.kill()
        process.communicate()
