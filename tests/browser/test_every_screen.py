"""What axe cannot see of a page: it fits a screen of 320 px, which is 400 % of zoom at a desk; a finger finds what it presses; it asks little."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.answers import IS_FOR_ANYBODY, LANGUAGES
from tests.browser.showing import HOUSE, Showing
from tests.browser.support import DESK, PHONE, SMALL, Look

# CSS pixels: WCAG 2.2, 2.5.5 (AAA), for those who come; 24 with room around, 2.5.8, for staff is one of axe's own rules.
FINGER = 44
# A page, its stylesheets, its icon.
FEW, FEW_FOR_STAFF = 3, 6


def assert_none(page: Page, asked: str, what: str) -> None:
    found = page.evaluate(asked)
    assert not found, "\n".join([f"{page.url}: {what}", *found])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", IS_FOR_ANYBODY)
def test_nothing_scrolls_sideways(name: str, language: str, showing: Showing) -> None:
    page = showing.show(name, language, Look(SMALL))
    for look in (Look(SMALL), Look(PHONE), Look(DESK)):
        showing.wear(look)
        assert_none(page, "probes.sticksOut()", f"wider than {look.viewport['width']} px")
    showing.wear(Look(SMALL))
    page.evaluate("probes.unfold()")
    assert_none(page, "probes.sticksOut()", f"with its folds open, wider than {SMALL['width']} px")


@pytest.mark.parametrize("name", [name for name, is_for_anybody in IS_FOR_ANYBODY.items() if is_for_anybody])
def test_a_finger_finds_what_it_presses(name: str, showing: Showing) -> None:
    page = showing.show(name, "ar", Look(PHONE))
    page.evaluate("probes.unfold()")
    assert_none(page, f"probes.small({FINGER})", f"smaller than {FINGER} px")


@pytest.mark.parametrize("name", [name for name in IS_FOR_ANYBODY if name != "broken"])
def test_help_stands_in_the_same_place(name: str, showing: Showing) -> None:
    """WCAG 2.2, 3.2.6: the number of the desk is the first thing of the foot. (What is broken knows no number.)"""
    page = showing.show(name, "fr", Look(PHONE))
    assert str(page.locator("footer a").first.get_attribute("href")).startswith("tel:")


@pytest.mark.parametrize("name", IS_FOR_ANYBODY)
def test_a_page_asks_for_little_and_of_nobody_else(name: str, showing: Showing) -> None:
    page = showing.show(name, "fr", Look(PHONE))
    asked = {*showing.asked, *page.evaluate("probes.askedByLinks()")}
    assert all(one.startswith(f"{HOUSE}/") for one in asked), asked
    assert 1 < len(asked) <= (FEW if IS_FOR_ANYBODY[name] else FEW_FOR_STAFF), asked
