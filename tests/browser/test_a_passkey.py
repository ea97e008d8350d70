"""In a real browser, with a key that it invents: added at her account, and used at the sign-in in place of the six digits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from parvis.access.models import Account, Passkey
from parvis.core.clock import now
from parvis.engines.secrecy.onetime import code_at
from tests.browser.support import DESK, Look
from tests.factories import access

PASSWORD = "a-long-enough-secret"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_a_key(page: Page) -> Page:
    """The browser has a key from now on, and somebody who touches it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return page


def typed_in(page: Page, base: str) -> None:
    page.goto(f"{base}/en/sign-in/")
    page.get_by_label("Your sign-in name").fill("ines")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.django_db(transaction=True)
def test_a_key_in_the_browser_opens_in_place_of_the_digits(open_page: Any, live_server: Any, settings: Any) -> None:
    settings.PARVIS_SECOND_FACTOR = True
    who = access.actions.create_account(username="ines", name="Inès", password=PASSWORD, by=access.SETUP, at=access.NOW)
    access.membership(who, access.controller(), "manager")
    secret, paper = access.with_app(who, at=now() - timedelta(hours=1))
    page = with_a_key(open_page("/en/sign-in/", look=Look(DESK, javascript=True), language="en"))
    base = live_server.url
    typed_in(page, base)
    assert page.get_by_role("button", name="Use a passkey").count() == 0
    page.get_by_label("Your code").fill(code_at(secret, now()))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="My account").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Your code").fill(paper[0])
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What do you call it?").fill("My computer")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("The passkey is kept.").wait_for()
    assert Passkey.objects.get().account_id == Account.objects.get(username="ines").pk
    page.get_by_role("button", name="Sign out").click()

    typed_in(page, base)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("link", name="My account").wait_for()
    assert "/sign-in/" not in page.url
    assert Passkey.objects.get().used_at is not None
