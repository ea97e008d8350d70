"""The pictures of the documentation, and, for a review, every main page in every look.

    make pictures                                        writes docs/pictures/
    .venv/bin/python -m tests.browser.pictures --all DIR   every page, 360 and 1280 px, French and Arabic, light and dark

It builds the demo town in a folder that goes away, serves it, and walks it in Chromium without JavaScript.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

from tests.browser.hand import Hand
from tests.browser.serving import free_port, served
from tests.browser.support import DESK, FLAGS, PHONE, Look, chromium_path, open_context

ROOT = Path(__file__).resolve().parents[2]
PARVIS = ROOT / ".venv" / "bin" / "parvis"
PASSWORD = "parvis-demo-2026"
TALL_PHONE, SCREEN = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
# Picture, page, who looks, language, window. README shows home, day and path-ar.
PICTURES = (
    ("home", "home", "", "fr", SCREEN),
    ("results", "results", "", "fr", SCREEN),
    ("service", "service", "", "fr", SCREEN),
    ("day", "day", "caseworker", "fr", SCREEN),
    ("case", "case", "caseworker", "fr", SCREEN),
    ("refer", "refer", "caseworker", "fr", SCREEN),
    ("answer", "answer", "", "fr", TALL_PHONE),
    ("path", "path", "card", "fr", SCREEN),
    ("path-ar", "path", "card", "ar", SCREEN),
    ("figures", "figures", "manager", "fr", SCREEN),
)


@dataclass
class Demo:
    """The town that is served, and the card of its newcomer."""

    base: str
    card: str
    pin: str


@contextmanager
def demo() -> Iterator[Demo]:
    """Built and served as `make demo` does, in a folder of its own."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="parvis-pictures-") as home:
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("PARVIS_", "DJANGO_"))}
        surroundings = {**outside, "PARVIS_HOME": home}
        command = [PARVIS, "demo", "--no-serve", "--port", str(port)]
        said = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True).stdout
        found = re.search(r"(/c/[\w-]+/)\s+PIN (\d+)", said)
        assert found, said
        with served([str(PARVIS)], port=port, surroundings=surroundings) as base:
            yield Demo(base, found[1], found[2])


class Walker:
    """Opens the pages of the town, each as somebody who may."""

    def __init__(self, browser: Any, town: Demo) -> None:
        self.browser, self.town = browser, town
        self._kept: dict[tuple[str, str], Hand] = {}

    def hand(self, who: str, language: str, look: Look) -> Hand:
        key = (who, f"{language}-{look}-{look.viewport}")
        if key not in self._kept:
            page = open_context(self.browser, look, language=language).new_page()
            self._kept[key] = self._enter(Hand(page, self.town.base), who, language)
        return self._kept[key]

    def _enter(self, hand: Hand, who: str, language: str) -> Hand:
        if who == "card":
            hand.open(self.town.card).write("Write your six digits", self.town.pin).press("Open")
        elif who:
            hand.open(f"/{language}/sign-in/").write("Your sign-in name", who)
            hand.write("Your password", PASSWORD).press("Sign in")
        return hand

    def show(self, page: str, who: str, language: str, look: Look) -> Hand:
        """The page in front of the reader's eyes."""
        hand = self.hand(who, language, look)
        path = PAGES[page]
        hand.open(path.format(language=language) if isinstance(path, str) else path(hand, language))
        return hand


def _service(hand: Hand, language: str) -> str:
    hand.open(f"/{language}/search/?topic=housing&kind=service")
    return str(hand.page.locator("main h2 a").nth(1).get_attribute("href"))


def _print(hand: Hand, language: str) -> str:
    return f"{_service(hand, language).split('?')[0]}print/"


def _case(hand: Hand, language: str) -> str:
    hand.open(f"/{language}/staff/people/").write("Name, or number of the file", "Amal").press("Search")
    return str(hand.page.locator("tbody th a").first.get_attribute("href"))


def _places(hand: Hand, language: str) -> str:
    hand.open(f"{_case(hand, language)}needs/")
    return str(hand.page.locator("article a.button").first.get_attribute("href"))


def _refer(hand: Hand, language: str) -> str:
    hand.open(_places(hand, language))
    ways = hand.page.locator("li .cluster a.button")
    return str(ways.first.get_attribute("href"))


def _answer(hand: Hand, language: str) -> str:
    hand.open(f"/{language}/admin/outbox/")
    for link in hand.page.locator("article a").all():
        address = re.sub(r"/\w\w/r/", f"/{language}/r/", str(link.get_attribute("href")))
        hand.open(address)
        if hand.page.locator("input[value=accept]").count():
            return address
        hand.open(f"/{language}/admin/outbox/")
    raise AssertionError("no request waits for an answer")


def _figures(hand: Hand, language: str) -> str:
    hand.open(f"/{language}/staff/figures/")
    for code in [one.get_attribute("value") for one in hand.page.locator("#period option").all()]:
        hand.open(f"/{language}/staff/figures/?period={code}")
        if hand.page.locator(".stat").count():
            return f"/{language}/staff/figures/?period={code}"
    return f"/{language}/staff/figures/"


PAGES: dict[str, Any] = {
    "languages": "/",
    "home": "/{language}/",
    "results": "/{language}/search/?topic=housing",
    "service": _service,
    "print": _print,
    "place": "/{language}/place/",
    "guide": "/{language}/guide/arrived/",
    "report": "/{language}/report/",
    "sign-in": "/{language}/sign-in/",
    "outbox": "/{language}/admin/outbox/",
    "answer": _answer,
    "day": "/{language}/staff/day/",
    "people": "/{language}/staff/people/",
    "referrals": "/{language}/staff/referrals/",
    "receive": "/{language}/staff/receive/?language=ar",
    "case": _case,
    "needs": lambda hand, language: f"{_case(hand, language)}needs/",
    "plan": lambda hand, language: f"{_case(hand, language)}plan/",
    "plan-new": lambda hand, language: f"{_case(hand, language)}plan/new/",
    "consents": lambda hand, language: f"{_case(hand, language)}consents/",
    "file": lambda hand, language: f"{_case(hand, language)}file/",
    "card": lambda hand, language: f"{_case(hand, language)}card/",
    "places": _places,
    "refer": _refer,
    "figures": _figures,
    "requests": "/{language}/answer/",
    "admin": "/{language}/admin/",
    "reads": "/{language}/admin/reads/",
    "path": "/{language}/my/",
    "shared": "/{language}/my/shared/",
    "who-looked": "/{language}/my/reads/",
    "my-consents": "/{language}/my/consents/",
}
READERS = {
    **dict.fromkeys(("day", "people", "referrals", "receive", "case", "needs", "plan", "plan-new"), "caseworker"),
    **dict.fromkeys(("consents", "file", "card", "places", "refer"), "caseworker"),
    **dict.fromkeys(("path", "shared", "who-looked", "my-consents"), "card"),
    "figures": "manager",
    "requests": "provider",
    "admin": "admin",
    "reads": "dpo",
}


def for_the_documentation(walker: Walker, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, page, who, language, window in PICTURES:
        hand = walker.show(page, who, language, Look(window))
        hand.page.screenshot(path=folder / f"{name}.png")
        print(f"{name}.png", (folder / f"{name}.png").stat().st_size // 1024, "KB", flush=True)


def for_a_review(walker: Walker, folder: Path, only: list[str]) -> None:
    looks = [Look(window, scheme) for window in (PHONE, DESK) for scheme in ("light", "dark")]
    for page in only or PAGES:
        for language in ("fr", "ar"):
            for look in looks:
                hand = walker.show(page, READERS.get(page, ""), language, look)
                name = f"{page}-{language}-{look.viewport['width']}-{look.scheme}.png"
                hand.page.screenshot(path=folder / name, full_page=True)
                if not hand.fits:
                    print(f"{name}: scrolls sideways", flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--all", type=Path, metavar="DIR", help="every page in every look, into this folder")
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(PAGES), help="with --all: these pages")
    asked = parser.parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()  # for the words of the pages alone
    from playwright.sync_api import sync_playwright

    with demo() as town, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        walker = Walker(browser, town)
        if asked.all:
            asked.all.mkdir(parents=True, exist_ok=True)
            for_a_review(walker, asked.all, asked.only)
        else:
            for_the_documentation(walker, ROOT / "docs" / "pictures")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
