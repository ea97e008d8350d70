"""Somebody in front of a real browser, JavaScript off: the twin of `tests/journeys/reader.py`, with the same verbs and the same strictness.

Finding is shared (`tests/journeys/sight.py`); everything else is done as a person does it. What lies in a closed fold is opened by its summary
first, a click needs something that can be seen and is covered by nothing, and `sees` counts only what is drawn.
"""

from __future__ import annotations

from typing import Self
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Locator, Page, Response
from playwright.sync_api import TimeoutError as TooLong

from tests.journeys.markup import Element, plain, read
from tests.journeys.sight import Sight

PATIENCE = 15_000  # milliseconds
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


class Hand(Sight):
    """One person at one device. With `must_fit`, a page that scrolls sideways fails the story where it is opened."""

    def __init__(self, page: Page, base: str, *, must_fit: bool = False) -> None:
        self.page = page
        self.base = base.rstrip("/")
        self.must_fit = must_fit
        self.headers: dict[str, str] = {}
        self._read: Element | None = (
            None  # until something changes on the page, and without scripts only she can change it
        )

    @property
    def url(self) -> str:  # type: ignore[override]
        """Path and query of the page, without the house it stands in."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def tree(self) -> Element:
        if self._read is None:
            self._read = read(self.page.content())
        return self._read

    @property
    def text(self) -> str:
        """Everything that is drawn; what a closed fold holds is not."""
        return plain(self.page.locator("body").inner_text())

    @property
    def fits(self) -> bool:
        """Whether the page is as wide as the screen: nothing to scroll sideways for."""
        return bool(self.page.evaluate(FITS))

    # Going somewhere

    def open(self, address: str) -> Self:
        """Type an address, or open the link of a message: the house of a message is this one."""
        parts = urlsplit(address)
        here = self.page.url if self.page.url.startswith(self.base) else self.base
        target = urljoin(here, parts.path + (f"?{parts.query}" if parts.query else ""))
        return self._arrived(self.page.goto(target))

    def follow(self, words: str, *, near: str = "") -> Self:
        """Press a link."""
        link = self._link(words, near)
        assert link["href"].startswith(("/", "?", "#")), f"a link that leaves the house: {link['href']}"
        return self._go(link, words)

    def press(self, words: str, *, near: str = "") -> Self:
        """Press a button that sends its form."""
        return self._go(self._button(words, near), words)

    def unfold(self, words: str) -> Self:
        """Open a fold by its summary, and those around it."""
        self._at(self._one("fold", words, self._named("summary", words), ""))
        return self._arrived(None)

    # Filling in

    def write(self, label: str, value: str, *, near: str = "") -> Self:
        """Write into a field of text."""
        self._at(self._field(label, near)).fill(value)
        return self

    def select(self, label: str, option: str, *, near: str = "") -> Self:
        """Choose from a list by what the line says."""
        control = self._list(label, near)
        self._at(control).select_option(value=self._line(control, label, option)["value"])
        return self

    def tick(self, label: str, *, near: str = "", off: bool = False) -> Self:
        """Choose a round or a square one; `off` takes a square one back."""
        self._at(self._choice(label, near)).set_checked(not off)
        return self

    # How it is done

    def _at(self, element: Element) -> Locator:
        """The same element in the browser, its folds opened on the way."""
        folds = [one for one in element.ancestors() if one.tag == "details" and not one.has("open")]
        for fold in reversed(folds):
            self._nth(fold).locator("> summary").click()
            self._read = None
        return self._nth(element)

    def _nth(self, element: Element) -> Locator:
        *_, root = element.ancestors()
        place = next(n for n, one in enumerate(root.every(element.tag)) if one is element)
        return self.page.locator(element.tag).nth(place)

    def _go(self, element: Element, words: str) -> Self:
        target, here = self._at(element), self.url
        try:
            with self.page.expect_navigation(timeout=PATIENCE) as going:
                target.click()
        except TooLong as late:
            raise AssertionError(f"“{words}” on {here} leads nowhere: {late}") from late
        return self._arrived(going.value)

    def _arrived(self, response: Response | None) -> Self:
        """None where only the place within the page changed."""
        self._read = None
        if response is not None:
            self.status, self.headers = response.status, response.headers
        if self.must_fit:
            assert self.fits, f"{self.url} scrolls sideways at {self.page.viewport_size}"
        return self
