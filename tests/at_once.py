"""Several writers at the same moment, each on a connection of its own, as the server's threads are.

The tests' SQLite lives in memory, shared by connections that may not wait for one another; the product's is a file. So
`many_writers` moves the store of one test to a file. On PostgreSQL nothing is to be done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from parvis.kernel.errors import ParvisError


@pytest.fixture
def many_writers(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """The store of this test, committed, open to many."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    path = tmp_path / "store.sqlite3"
    with sqlite3.connect(path) as file:
        in_memory.backup(file)
    file.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = in_memory, name


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed gave, or was refused with; all begin together."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        gate.wait(timeout=20)
        try:
            return deed()
        except ParvisError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))
