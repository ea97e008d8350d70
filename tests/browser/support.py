"""What a browser test looks through: screens, colour schemes, and the accessibility engine."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
PHONE: ViewportSize = {"width": 360, "height": 780}
# The smallest screen, and what a desk of 1280 × 1024 shows at 400 % of zoom (WCAG 2.2, 1.4.10).
SMALL: ViewportSize = {"width": 320, "height": 256}
DESK: ViewportSize = {"width": 1280, "height": 900}
# Nothing may leave the machine, and a container has no sandbox to offer.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    viewport: ViewportSize
    scheme: Scheme = "light"
    forced_colors: bool = False
    javascript: bool = False

    def __str__(self) -> str:
        size = "phone" if self.viewport == PHONE else "desk"
        return "-".join([size, "forced" if self.forced_colors else self.scheme, *(["js"] if self.javascript else [])])


def chromium_path() -> str:
    """Debian's browser; left out elsewhere, and a failure where CI=true."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path:
        return path
    if os.environ.get("CI") == "true":
        pytest.fail("chromium is missing, and CI may not leave the browser out")
    pytest.skip("no chromium on this machine")


def open_context(browser: Browser, look: Look, *, language: str) -> BrowserContext:
    return browser.new_context(
        viewport=look.viewport,
        color_scheme=look.scheme,
        forced_colors="active" if look.forced_colors else "none",
        java_script_enabled=look.javascript,
        locale=language,
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )


@contextmanager
def with_scripts(page: Page) -> Iterator[Page]:
    """The page itself, or, where it was loaded without JavaScript (axe needs timers), the same markup and look once more."""
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        yield page
        return
    browser = page.context.browser
    assert browser is not None
    html = page.content()
    context = browser.new_context(
        viewport=page.viewport_size,
        color_scheme="dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light",
        forced_colors="active" if page.evaluate("matchMedia('(forced-colors: active)').matches") else "none",
        reduced_motion="reduce",
    )
    copy = context.new_page()
    if page.url.startswith("http"):
        copy.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        copy.goto(page.url)
    else:
        copy.set_content(html)
    yield copy
    context.close()


def assert_axe_clean(page: Page, *, but: dict[str, str] | None = None) -> None:
    """Fails with rule, element and remedy for everything axe-core finds; `but` names a rule left out, with its reason."""
    rules = {rule: {"enabled": False} for rule in (but or {})}
    options = {
        "runOnly": {"type": "tag", "values": WCAG},
        "rules": rules,
        "resultTypes": ["violations"],
        "selectors": False,
    }
    with with_scripts(page) as shown:
        if not shown.evaluate("'axe' in window"):
            shown.evaluate(AXE.read_text(encoding="utf-8") + "; null")
        found: dict[str, Any] = shown.evaluate(f"axe.run(document, {json.dumps(options)})")
    assert found["passes"], "axe looked at nothing"
    problems = [
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}\n    {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    assert not problems, f"{page.url}\n" + "\n".join(problems)
