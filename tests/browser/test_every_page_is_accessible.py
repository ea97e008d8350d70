"""axe-core finds nothing on any page, left to right and right to left, by day, by night and in forced colours, on a phone and at a desk."""

from __future__ import annotations

import pytest

from tests.browser.answers import IS_FOR_ANYBODY, LANGUAGES
from tests.browser.showing import Showing
from tests.browser.support import DESK, PHONE, Look, assert_axe_clean

# Each direction in light and dark, on phone and desk, once; between them they make every pair.
LOOKS_IN = {
    "fr": [Look(PHONE), Look(DESK, "dark"), Look(DESK, forced_colors=True)],
    "ar": [Look(PHONE, "dark"), Look(DESK)],
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", IS_FOR_ANYBODY)
def test_axe_finds_nothing(name: str, language: str, showing: Showing) -> None:
    first, *others = LOOKS_IN[language]
    page = showing.show(name, language, first)
    assert page.evaluate("document.documentElement.dir") == LANGUAGES[language] or name in {"languages", "broken"}
    assert_axe_clean(page)
    for look in others:
        showing.wear(look)
        assert_axe_clean(page)
