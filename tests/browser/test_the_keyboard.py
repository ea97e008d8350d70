"""With the keyboard alone, at 400 % of zoom: every stop in the order of reading, there and back, each seen and covered by nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.answers import IS_FOR_ANYBODY, LEFT_EMPTY
from tests.browser.showing import Showing
from tests.browser.support import SMALL, Look

ZOOMED = Look(SMALL)


def walk(showing: Showing, key: str, stops: int) -> list[int]:
    """Presses the key until the focus has come round; the stops it was on. Fails where it cannot be seen."""
    seen: list[int] = []
    for _press in range(4 * stops + 10):  # a date has several stops within, and the frame of the browser one or two
        showing.page.keyboard.press(key)
        here = showing.page.evaluate("probes.focus()")
        assert not here["wrong"], f"{key}, {here}"
        if here["place"] in seen[:-1]:
            break
        if here["place"] >= 0 and here["place"] not in seen:
            seen.append(here["place"])
    return seen


@pytest.mark.parametrize("name", IS_FOR_ANYBODY)
def test_the_keyboard_reaches_everything_and_sees_where_it_is(name: str, showing: Showing) -> None:
    page = showing.show(name, "fr", ZOOMED)
    page.evaluate("probes.unfold()")
    assert page.evaluate("probes.unreachable()") == []
    stops = page.evaluate("probes.stops()")
    there = walk(showing, "Tab", len(stops))
    start = there.index(0)
    assert [*there[start:], *there[:start]] == list(range(len(stops))), [stops[place] for place in there]
    back = walk(showing, "Shift+Tab", len(stops))
    assert sorted(back) == list(range(len(stops))), [stops[place] for place in back]


@pytest.mark.parametrize("name", ["public:home", "newcomer:path", "host:link", "staff:case"])
def test_the_first_stop_leads_past_the_frame(name: str, showing: Showing) -> None:
    page = showing.show(name, "fr", ZOOMED)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", LEFT_EMPTY)
def test_what_is_to_be_mended_has_the_focus_and_leads_to_its_field(name: str, showing: Showing) -> None:
    page = showing.show(f"{name} left empty", "fr", ZOOMED)
    expect(page.locator(".summary")).to_be_focused()
    for link in page.locator(".summary a").all():
        link.press("Enter")
        field = page.evaluate("document.querySelector(':target')?.matches('input, select, textarea, fieldset')")
        assert field, f"{link.get_attribute('href')} leads to no field"
