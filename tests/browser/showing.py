"""One window that shows any page of `answers.py` in any look, without a server: what it asks for is answered in this process."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from tests.browser.answers import Sheet
from tests.browser.support import AXE, PHONE, Look, open_context

HOUSE = "http://testserver"  # the name that Django's client gives itself
PROBES = Path(__file__).with_name("probes.js")


class Showing:
    """The window. Axe needs timers, so scripts are on; that no page needs one is the business of the journey and the guards."""

    def __init__(self, browser: Browser, sheets: dict[tuple[str, str], Sheet]) -> None:
        self.sheets = sheets
        self.asked: list[str] = []
        self._now: Sheet | None = None
        context = open_context(browser, Look(PHONE, javascript=True), language="fr")
        for script in (AXE, PROBES):
            context.add_init_script(path=script)
        context.route("**/*", self._answer)
        self.page = context.new_page()

    def show(self, name: str, language: str, look: Look) -> Page:
        """The page, in this look. What it asked for stands in `asked`."""
        self._now, self.asked = self.sheets[name, language], []
        self.wear(look)
        self.page.goto(f"{HOUSE}{self._now.path}")
        return self.page

    def wear(self, look: Look) -> None:
        """Another look for the page that is shown."""
        self.page.set_viewport_size(look.viewport)
        self.page.emulate_media(color_scheme=look.scheme, forced_colors="active" if look.forced_colors else "none")

    def close(self) -> None:
        self.page.context.close()

    def _answer(self, route: Route) -> None:
        asked = route.request.url
        self.asked.append(asked)
        path = urlsplit(asked).path
        if path.startswith("/static/") and asked.startswith(HOUSE):
            route.fulfill(path=Path(str(finders.find(path.removeprefix("/static/")))))
        elif route.request.is_navigation_request() and self._now is not None:
            kept = {key: value for key, value in self._now.headers.items() if key.lower() != "content-length"}
            route.fulfill(status=self._now.status, headers=kept, body=self._now.body)
        else:
            route.abort()
