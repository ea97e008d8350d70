from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.hsds.support import ORGANISATIONS, SERVICES


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write HSDS files; `organizations.csv` and `services.csv` are there unless given."""

    def write(**files: str | bytes) -> Path:
        tables: dict[str, str | bytes] = {"organizations": ORGANISATIONS, "services": SERVICES, **files}
        for name, content in tables.items():
            data = content.encode() if isinstance(content, str) else content
            (tmp_path / f"{name}.csv").write_bytes(data)
        return tmp_path

    return write
