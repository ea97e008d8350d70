"""Support for every test: the store is chosen by DATABASE_URL, the rest of the run's surroundings by `tests/settings.py`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_DATA = ROOT.parent / "shared" / "data"

# How long an example takes says more about the machine than about the code.
hypothesis_settings.register_profile("house", deadline=None)
if os.environ.get("CI") != "true":  # there, Hypothesis brings a profile of its own, without chance
    hypothesis_settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that need the whole town come last, so that it is built once and left standing."""
    items.sort(key=needs_the_town)


def needs_the_town(item: pytest.Item) -> bool:
    """Whether a test asks for the town, by itself or through a fixture."""
    return "town_of_module" in getattr(item, "fixturenames", ())


@pytest.fixture(autouse=True)
def _an_empty_store(request: pytest.FixtureRequest) -> None:
    """For a test that asks for the store and not for the town, where one that asks for the town went before it."""
    if request.node.get_closest_marker("django_db") and not needs_the_town(request.node):
        from tests.town import tear_down

        blocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock():
            tear_down()


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def real_data() -> Path:
    """The folder of real data; a test that needs it is left out, with one line, where there is none."""
    folder = Path(os.environ.get("PARVIS_TEST_DATA", DEFAULT_DATA))
    if not folder.is_dir():
        pytest.skip("no real data: set PARVIS_TEST_DATA")
    return folder


@pytest.fixture(autouse=True)
def _nothing_left_by_the_test_before() -> Iterator[None]:
    """Language and cache belong to the process, not to a test; random order would let one test colour the next."""
    yield
    translation.deactivate()
    cache.clear()
