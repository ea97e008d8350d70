"""What every command promises: 0, 1 or 2; one plain line; never a traceback."""

import io
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from parvis import __version__
from tests.cli.conftest import Parvis


def test_an_empty_folder_becomes_a_store_first(apart: Parvis, tmp_path: Path):
    done = apart("search", "food", "--json")
    assert done.code == 0, done.err
    assert done.json["total"] == 0
    assert (tmp_path / "home" / "parvis.sqlite3").exists()


def test_a_folder_that_cannot_be_written_is_said(apart: Parvis, tmp_path: Path):
    (tmp_path / "file").write_text("here stands a file")
    done = apart("search", "x", PARVIS_HOME=str(tmp_path / "file"))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("parvis: ")
    assert "Traceback" not in done.err


@pytest.mark.parametrize("address", ["nonsense", "postgres://nobody@127.0.0.1:1/nothing"])
def test_a_store_that_does_not_answer_is_said(apart: Parvis, address: str):
    done = apart("search", "x", DATABASE_URL=address)
    assert done.code == 1
    assert done.err.startswith("parvis: ")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "error", [RuntimeError("inside"), ValueError("a plain reason"), KeyError("inside"), OSError("disk full")]
)
def test_no_error_is_a_traceback(parvis: Parvis, monkeypatch, error: Exception):
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("parvis.cli.commands.search._answer", fail)
    done = parvis("search", "x")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("parvis: ")
    assert done.err.count("\n") == 1
    assert ("inside" in done.err) is False


def test_refusals_speak_the_terminals_language(parvis: Parvis, tmp_path: Path, monkeypatch):
    assert parvis("import", "hsds", tmp_path / "x").err == "parvis: There is no file or folder x.\n"
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert parvis("import", "hsds", tmp_path / "x").err == "parvis: There is no file or folder x.\n"


def test_a_reader_who_has_gone_is_no_traceback(apart: Parvis):
    reader, writer = os.pipe()
    os.close(reader)
    done = apart("search", "x", stdout=writer)
    os.close(writer)
    assert (done.code, done.err) == (1, "")


def test_names_in_every_script_reach_a_terminal_that_knows_none(monkeypatch):
    from parvis.cli.main import _speak_unicode

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    _speak_unicode()
    print("مدرسة", flush=True)
    assert "مدرسة" in raw.getvalue().decode()


def test_help_version_and_nothing(parvis: Parvis):
    assert parvis("--version").out.strip() == f"parvis {__version__}"
    assert parvis("--help").code == 0
    assert parvis().code == 2
    assert parvis("fly").code == 2


def test_the_keys_of_production_lie_beside_the_store_never_in_it(apart: Parvis, tmp_path: Path) -> None:
    done = apart("search", "x", PARVIS_MODE="production", PARVIS_KEYS=str(tmp_path / "home" / "keys"))
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "PARVIS_KEYS" in done.err
    assert not (tmp_path / "home").exists()


def test_a_store_of_an_earlier_version_is_brought_up_to_date(apart: Parvis, tmp_path: Path) -> None:
    home = tmp_path / "home"
    surroundings = {**os.environ, "PARVIS_HOME": str(home), "PARVIS_MODE": "demo"}
    surroundings.pop("DATABASE_URL", None)
    surroundings.pop("PARVIS_KEYS", None)
    early = [sys.executable, "-m", "django", "migrate", "engagement", "0001", "--settings=parvis.config.settings"]
    subprocess.run(early, env=surroundings, check=True, capture_output=True)

    done = apart("search", "x")
    assert (done.code, done.err) == (0, "")
    with closing(sqlite3.connect(home / "parvis.sqlite3")) as store:
        triggers = store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'engagement_session'"
        )
        assert len(triggers.fetchall()) == 3


def test_what_it_writes_is_for_nobody_else(apart: Parvis, tmp_path: Path) -> None:
    assert apart("search", "x").code == 0
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0
    assert (tmp_path / "home" / "keys").stat().st_mode & 0o077 == 0
