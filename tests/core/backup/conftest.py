"""A store in a file or on the cluster, with a home and keys of its own, and somebody in it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from parvis.kernel.actor import Actor
from parvis.people.models import Person
from tests.at_once import many_writers
from tests.factories import access, people
from tests.own_keys import own_keys

__all__ = ["many_writers", "own_keys"]


@dataclass
class Home:
    """Where it stands, who works there, and whom she has registered."""

    place: Path
    keys: Path
    by: Actor
    who: Person

    @property
    def backup(self) -> Path:
        return self.place.parent / "one.backup"


@pytest.fixture
def home(own_keys: Path, many_writers: None, tmp_path: Path, settings: object) -> Home:
    settings.PARVIS_HOME = tmp_path / "home"
    by = access.worker(access.controller())
    return Home(
        settings.PARVIS_HOME, own_keys, by, people.person(by, "Amal Haddad", contact=people.phone(note="le soir"))
    )
