import pytest

from tests.factories import casework


@pytest.fixture
def here(db: None) -> casework.Town:
    """A town with one case, and nothing sent."""
    return casework.town()
