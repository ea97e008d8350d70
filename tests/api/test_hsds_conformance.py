"""The validators of the two standards, against a running server that holds the real directory of Miami."""

import subprocess
import sys
from pathlib import Path

import pytest

from parvis.core.clock import now
from parvis.exchange.hsds.load import load
from parvis.kernel.actor import Actor


@pytest.mark.real_data
@pytest.mark.django_db(transaction=True)
def test_what_was_brought_in_is_served_as_both_standards_want(real_data: Path, live_server):
    checker = real_data.parent / "tools" / "hsds_check.py"
    if not checker.exists():
        pytest.skip("no checker beside the real data")
    load(real_data / "miami211", source="miami211", region="US", language="en", by=Actor.system("tests"), at=now())
    for standard in ("hsds-3.0", "oruk-3.0"):
        schema = real_data / "hsds-schemas" / standard
        done = subprocess.run(
            [sys.executable, checker, "--schema", schema, "--base", f"{live_server.url}/hsds/v3"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.strip() == "RESULT PASS {}", (standard, done.stdout, done.stderr)
