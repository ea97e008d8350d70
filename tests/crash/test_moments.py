"""The short form of `make crash`: twenty moments on the store of this run."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

MOMENTS = 20


@pytest.fixture
def surroundings() -> Iterator[dict[str, str]]:
    """A store of its own: a file, or a database on the cluster of this run."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "DJANGO_"))}
    url = outside.get("DATABASE_URL", "")
    if not url:
        yield outside
        return
    name = f"crash_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as cluster:
        cluster.execute(f"CREATE DATABASE {name}")
        try:
            yield outside | {"DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"}
        finally:
            cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_twenty_sudden_ends_lose_nothing_and_leave_nothing_half_done(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.crash.run", "--moments", str(MOMENTS)]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert sum(told["killed"].values()) + sum(told["ended_before"].values()) == MOMENTS
    assert sum(told["killed"].values()) >= MOMENTS // 3
    assert told["found_whole"] == MOMENTS
    assert told["acknowledged_writes"] >= 48
