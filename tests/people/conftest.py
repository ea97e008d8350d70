from collections.abc import Iterator

import pytest

from parvis.access.models import Organisation
from parvis.core.prepared import forget_shapes
from parvis.kernel.actor import Actor
from parvis.people import permissions
from tests.factories import access


@pytest.fixture(autouse=True)
def _no_upper_rooms(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What cases add to the scope is tested where cases are."""
    monkeypatch.setattr(permissions, "_scopes", [])
    forget_shapes()
    yield
    forget_shapes()


@pytest.fixture
def town(db: None) -> Organisation:
    """A controller."""
    return access.controller()


@pytest.fixture
def worker(town: Organisation) -> Actor:
    """A case worker of it."""
    return access.worker(town, name="Inès D.")


@pytest.fixture
def provider(town: Organisation) -> Organisation:
    """A body that could receive."""
    return access.partner(town, name="Foyer du Pont")
