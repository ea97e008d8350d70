"""A real Chromium on the live server. Every page opened here also proves that it asks nothing of a third party."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.answers import Sheet, every_sheet
from tests.browser.showing import Showing
from tests.browser.support import FLAGS as CHROMIUM_FLAGS
from tests.browser.support import PHONE, Look, chromium_path, open_context
from tests.journeys.conftest import camera, time
from tests.pages import Readers
from tests.town import standing, town, town_alive, town_of_module

__all__ = ["camera", "time", "town", "town_alive", "town_of_module"]

OpenPage = Callable[..., Page]
# The live server looks there before the application does.
STATIC = Path(__file__).resolve().parents[2] / "parvis" / "web" / "static"
NEWCOMERS_PHONE = Look(PHONE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            # One worker keeps one browser: starting it is most of the time.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    path = chromium_path()
    # Playwright's synchronous face keeps an event loop in this thread. Django would refuse its store there, and must have made it before.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sheets(django_db_setup: None, django_db_blocker: Any) -> dict[tuple[str, str], Sheet]:
    """Every page of the town in both directions. The store is as before when this is done."""
    if connection.vendor != "sqlite":
        pytest.skip("looked at in the run on SQLite: the pages are the same on either store; the journey runs on both")
    with django_db_blocker.unblock(), standing() as there:
        return dict(every_sheet(Readers(there)))


@pytest.fixture(scope="session")
def _window(chromium: Browser, sheets: dict[tuple[str, str], Sheet]) -> Iterator[Showing]:
    window = Showing(chromium, sheets)
    yield window
    window.close()


@pytest.fixture
def showing(_window: Showing, db: None) -> Showing:
    """The window in which they are looked at. (`db` says to pytest-django that a store is needed before all this.)"""
    return _window


@pytest.fixture
def open_page(chromium: Browser, live_server: Any, settings: Any) -> Iterator[OpenPage]:
    """Gives `open_page(path="/", look=…, language="fr", account=None)`: a page of the live server, signed in as `account`."""
    settings.STATIC_ROOT = str(STATIC)
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    breakages: list[str] = []

    def note_request(request: Any) -> None:
        if request.url.startswith("http") and not request.url.startswith(live_server.url):
            strangers.append(request.url)

    def open_(path: str = "/", *, look: Look = NEWCOMERS_PHONE, language: str = "fr", account: Any = None) -> Page:
        context = open_context(chromium, look, language=language)
        contexts.append(context)
        context.set_default_timeout(10_000)
        if account is not None:
            sign_in(context, account, live_server.url)
        page = context.new_page()
        page.on("request", note_request)
        page.on("pageerror", lambda error: breakages.append(str(error)))
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not strangers, f"requests to third parties: {strangers}"
    assert not breakages, f"script errors: {breakages}"


def sign_in(context: BrowserContext, account: Any, base: str) -> None:
    """Carries a session made by Django's own client into the browser; the sign-in page has its own journey."""
    client = Client()
    client.force_login(account)
    value = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    host = urlsplit(base).hostname
    context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": value, "domain": host or "", "path": "/"}]
    )
