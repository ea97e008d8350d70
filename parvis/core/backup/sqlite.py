"""SQLite, whole: a copy by its online backup, which waits for nobody and nobody waits for; and back in one transaction of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from parvis.core.backup.container import About, PartWriter
from parvis.core.backup.history import Applied, bring_up_to_date, check_known

_BLOCK = 1 << 18
PART = "sqlite"


def save(parts: PartWriter, work: Path) -> Applied:
    """A copy of one moment, into the backup."""
    connection.ensure_connection()
    copy = work / "copy.sqlite3"
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)
        applied = target.execute("SELECT app, name FROM django_migrations").fetchall()
    parts.part({"name": PART}, _read(copy))
    return applied


def receive(about: About, blocks: Iterable[bytes], *, work: Path) -> bool:
    """Take the part that is the store; False for any other."""
    if about["name"] != PART:
        return False
    with (work / "store.sqlite3").open("wb") as file:
        for block in blocks:
            file.write(block)
    return True


@contextmanager
def prepared(work: Path) -> Iterator[None]:
    """The received store, brought up to date, stands in for the real one; after the block it takes its place, all at once."""
    path = work / "store.sqlite3"
    with closing(sqlite3.connect(path)) as store:
        check_known(store.execute("SELECT app, name FROM django_migrations").fetchall())
    real = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        bring_up_to_date()
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = real
    _put_in_place(path)


def _put_in_place(path: Path) -> None:
    """One transaction of the store's file: whoever reads it meanwhile reads the one before."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as source:
        connection.cursor().execute("PRAGMA synchronous=FULL")
        source.backup(connection.connection)
    connection.close()


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
