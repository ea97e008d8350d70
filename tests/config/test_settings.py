"""What an installation says in its own folder holds for the whole of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = "import django; django.setup(); from django.conf import settings; from parvis.core.house import house; print({})"


def told(question: str, home: Path, **more: str) -> str:
    """What a process in that folder answers."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "DATABASE"))}
    surroundings = {**outside, "PARVIS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "parvis.config.settings", **more}
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(question)], env=surroundings, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(("town", "zone"), [("house: {time_zone: Asia/Beirut}", "Asia/Beirut"), ("{}", "Europe/Paris")])
def test_pages_tell_the_hour_where_the_house_stands(tmp_path: Path, town: str, zone: str) -> None:
    (tmp_path / "town.yaml").write_text(town)
    assert told("settings.TIME_ZONE, house().time_zone", tmp_path) == f"{zone} {zone}"


def test_a_house_that_is_no_demonstration_asks_for_a_second_factor_whatever_is_set(tmp_path: Path) -> None:
    ask, keys = "settings.PARVIS_SECOND_FACTOR", {"PARVIS_KEYS": str(tmp_path / "keys")}
    assert told(ask, tmp_path / "home") == "False"
    assert told(ask, tmp_path / "home", PARVIS_SECOND_FACTOR="1") == "True"
    for said in ("0", "", "no"):
        assert told(ask, tmp_path / "home", PARVIS_MODE="production", PARVIS_SECOND_FACTOR=said, **keys) == "True"
