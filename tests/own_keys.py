"""A folder of keys of its own, so that what a test does to it is nobody else's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parvis.core.keys import forget_rings


@pytest.fixture
def own_keys(tmp_path: Path, settings: object) -> Iterator[Path]:
    settings.PARVIS_KEYS = tmp_path / "keys"
    forget_rings()
    yield settings.PARVIS_KEYS
    forget_rings()
