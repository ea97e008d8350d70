"""For who looks a change through: every page of `tests.pages`, 360 and 1280 px, French and Arabic, into a folder. No part of `make test`.

PARVIS_PICTURES=pictures .venv/bin/pytest -n 0 tests/browser/every_look.py -k "offer or giving"
"""

import os
import re
from pathlib import Path

import pytest

from tests.browser.answers import IS_FOR_ANYBODY
from tests.browser.showing import Showing
from tests.browser.support import DESK, PHONE, Look


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", IS_FOR_ANYBODY)
def test_it_is_looked_at(name: str, language: str, showing: Showing) -> None:
    folder = Path(os.environ["PARVIS_PICTURES"])
    folder.mkdir(parents=True, exist_ok=True)
    page = showing.show(name, language, Look(PHONE))
    for look in (Look(PHONE), Look(DESK)):
        showing.wear(look)
        file = folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}-{language}-{look.viewport['width']}.png"
        page.screenshot(path=file, full_page=True)
        assert file.stat().st_size
