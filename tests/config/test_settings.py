"""What an installation says in its own folder holds for the whole of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = "import django; django.setup(); from django.conf import settings; from parvis.core.house import house; print({})"


def told(question: str, home: Path) -> str:
    """What a process in that folder answers."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "DATABASE"))}
    surroundings = {**outside, "PARVIS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "parvis.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(question)], env=surroundings, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(("town", "zone"), [("house: {time_zone: Asia/Beirut}", "Asia/Beirut"), ("{}", "Europe/Paris")])
def test_pages_tell_the_hour_where_the_house_stands(tmp_path: Path, town: str, zone: str) -> None:
    (tmp_path / "town.yaml").write_text(town)
    assert told("settings.TIME_ZONE, house().time_zone", tmp_path) == f"{zone} {zone}"
