"""What was read, in words: no line of the read log shows a bare code to the person or to the data protection officer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parvis.web.shell.words.reading import LOOKED_AT, WHAT

CALL = re.compile(r"log_reads?\((.*?)at=at", re.DOTALL)
CODE = re.compile(r'"(\w+)"')


@pytest.fixture
def codes(root: Path) -> set[str]:
    """Every `what` that the rooms write into the log."""
    found = {
        code
        for path in (root / "parvis").rglob("*.py")
        for call in CALL.findall(path.read_text(encoding="utf-8"))
        for code in CODE.findall(call)
    }
    assert {"record", "identity", "referral", "search"} <= found
    return found


@pytest.mark.parametrize("table", [LOOKED_AT, WHAT], ids=["to the person", "to the officer"])
def test_everything_that_is_read_has_a_word(codes: set[str], table: dict[str, str]) -> None:
    assert not codes - set(table)
