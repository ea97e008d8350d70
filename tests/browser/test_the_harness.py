"""The harness itself: it must see a fault where there is one, or its silence means nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.hand import Hand
from tests.browser.showing import PROBES
from tests.browser.support import PHONE, Look, assert_axe_clean, open_context

GOOD = "<!doctype html><html lang=fr><title>Place</title><main><h1>Place</h1><p>Un mot.</p></main></html>"
BAD = "<!doctype html><html lang=fr><title>Place</title><main><h1>Place</h1><img src='data:,'></main></html>"
PRESSED = "<a href=/a id=a style='display: inline-block; {}'>Place</a>"
FORM = """<!doctype html><html lang=en><body><main>
<p>Bring a paper.</p><p><a href="/one/">One</a> <a href="/two/">Two</a> <a href="/three/">Two</a></p>
<label for=name>Name</label><input id=name><label for=tea>Tea</label><select id=tea><option value=g>Green</option></select>
<details><summary>More</summary><label><input type=checkbox id=yes> Yes</label><p>Folded away.</p></details></main>"""


@pytest.fixture
def blank(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page on a phone, with scripts if the test is given `True`."""
    context = open_context(chromium, Look(PHONE, javascript=getattr(request, "param", False)), language="fr")
    context.add_init_script(path=PROBES)
    yield context.new_page()
    context.close()


with_scripts = pytest.mark.parametrize("blank", [True], indirect=True)


@pytest.mark.parametrize("blank", [False, True], indirect=True)
def test_axe_finds_a_fault_and_is_silent_without_one(blank: Page) -> None:
    blank.set_content(GOOD)
    assert_axe_clean(blank)
    blank.set_content(BAD)
    with pytest.raises(AssertionError, match="image-alt"):
        assert_axe_clean(blank)


@with_scripts
def test_the_probes_measure_what_a_finger_reaches(blank: Page) -> None:
    blank.set_content(PRESSED.format("width: 60px; height: 50px"))
    assert blank.evaluate("probes.small(44)") == []
    blank.set_content(PRESSED.format("width: 60px; height: 40px"))
    assert blank.evaluate("probes.small(44)") == ["a “Place”: 60 × 40"]
    blank.set_content("<p>A sentence with <a href=/a>a link</a> in it.</p>")
    assert blank.evaluate("probes.small(44)") == []


@with_scripts
def test_the_probes_see_what_sticks_out(blank: Page) -> None:
    blank.set_content("<p>Place</p>")
    assert blank.evaluate("probes.sticksOut()") == []
    blank.set_content("<p style='width: 400px'>Place</p>")
    assert blank.evaluate("probes.sticksOut()") == ["p.: p “Place”"]


@with_scripts
@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        (PRESSED.format("outline: 3px solid"), []),
        (PRESSED.format("outline: none"), ["no ring"]),
        (PRESSED.format("outline: 3px solid; position: absolute; left: -900px"), ["out of sight"]),
        (PRESSED.format("outline: 3px solid") + "<b style='position: fixed; inset: 0; background: red'></b>", ["covered"]),
    ],
)  # fmt: skip
def test_the_probes_see_whether_the_focus_is_seen(blank: Page, page: str, wrong: list[str]) -> None:
    blank.set_content(page)
    blank.keyboard.press("Tab")
    assert blank.evaluate("probes.focus().wrong") == wrong


@with_scripts
def test_the_probes_know_the_stops_of_the_keyboard(blank: Page) -> None:
    round_ones = "".join(f"<label><input type=radio name=one value={n}{' checked' * n}>{n}</label>" for n in (0, 1))
    blank.set_content(f"{round_ones}<button tabindex=-1>Hidden</button><input disabled><details><summary>More</summary><a href=/>In</a></details>")  # fmt: skip
    assert blank.evaluate("probes.stops()") == ["input[radio] “1”", "summary “More”"]
    assert blank.evaluate("probes.unreachable()") == ["button[submit] “Hidden”"]
    blank.evaluate("probes.unfold()")
    assert blank.evaluate("probes.stops()") == ["input[radio] “1”", "summary “More”", "a “In”"]


def test_the_hand_takes_nothing_for_granted(blank: Page) -> None:
    blank.set_content(FORM)
    hand = Hand(blank, "http://testserver")
    with pytest.raises(AssertionError, match="no link “Four”"):
        hand.follow("Four")
    with pytest.raises(AssertionError, match="2 times link “Two”"):
        hand.follow("Two")
    with pytest.raises(AssertionError, match="no field “Age”"):
        hand.write("Age", "7")
    with pytest.raises(AssertionError, match="“Black” is not in “Tea”"):
        hand.select("Tea", "Black")
    with pytest.raises(AssertionError, match="does not say"):
        hand.sees("Folded away.")
    with pytest.raises(AssertionError, match="says"):
        hand.does_not_see("Folded away.")


def test_the_hand_fills_in_and_opens_what_is_folded(blank: Page) -> None:
    blank.set_content(FORM)
    hand = Hand(blank, "http://testserver").write("Name", "Layla").select("Tea", "Green").tick("Yes")
    hand.sees("Bring a paper.", "Folded away.")
    assert blank.locator("#name").input_value() == "Layla"
    assert blank.locator("#yes").is_checked()
    hand.tick("Yes", off=True)
    assert not blank.locator("#yes").is_checked()
    blank.set_viewport_size({"width": 320, "height": 600})
    assert hand.fits
    blank.set_content(FORM.replace("<main>", "<main style='width: 900px'>"))
    assert not hand.fits
