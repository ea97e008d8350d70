"""No place is sold twice under fifty simultaneous requests, on the store of this run."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.engagement.rush import PERSONS, PLACES, rush

TEN_AND_FORTY = {"accepted": PLACES, "waitlisted": PERSONS - PLACES}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is rushed as a file, below")
def test_ten_of_fifty_get_a_place() -> None:
    assert rush() == TEN_AND_FORTY


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is rushed in its own store, above")
def test_ten_of_fifty_get_a_place_in_a_file(tmp_path: Path, root: Path) -> None:
    # The store of the tests is one in memory that all threads share: what locks a file has to be seen on a file.
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "DJANGO_", "DATABASE"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.engagement.rush"],
        cwd=root,
        env={**outside, "PARVIS_HOME": str(tmp_path), "PARVIS_MODE": "test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == TEN_AND_FORTY
