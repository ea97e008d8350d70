"""`parvis logs`: what it prints and with which code it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.cli.conftest import Parvis
from tests.factories import access, people
from tests.own_keys import own_keys

__all__ = ["own_keys"]
pytestmark = pytest.mark.django_db


def test_seal_check_and_head(parvis: Parvis, own_keys: Path) -> None:
    people.person(access.worker(access.controller()), "Amal Haddad")
    sealed = parvis("logs", "seal", "--json").json["sealed"]
    assert sealed > 5
    whole = parvis("logs", "check")
    assert whole.code == 0
    assert "the logs are as they were sealed" in whole.out
    told = parvis("logs", "head", "--json").json
    assert len(told["core_change"]["digest"]) == 64
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_change WHERE id = (SELECT min(id) FROM core_change)")
    broken = parvis("logs", "check")
    assert broken.code == 1
    assert "1 removed" in broken.out
    assert parvis("logs", "check", "--json").json["faults"][0]["log"] == "core_change"


def test_the_night_seals_what_the_day_wrote(parvis: Parvis, own_keys: Path) -> None:
    people.person(access.worker(access.controller()), "Amal Haddad")
    assert parvis("nightly", "--json").json["rows_of_logs_sealed"] > 5
    assert parvis("logs", "check", "--json").json["open_rows"] == 0
