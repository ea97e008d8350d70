"""Whether somebody has an account here is a secret: every sign-in that fails looks the same, asks the store the same and takes the same work."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from parvis.access.models import Account
from parvis.core.clock import now
from tests.factories import access
from tests.routes import EVERYBODY, ROUTES
from tests.web.shell.conftest import PASSWORD

WRONG = "wrong wrong wrong"
KIN = (
    "x-forwarded-for", "x-real-ip", "forwarded", "client-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip",
    "x-cluster-client-ip", "x-forwarded", "via",
)  # fmt: skip
pytestmark = pytest.mark.django_db

# Who knocks, and with which password: none of them comes in.
KNOCKS = {
    "nobody": ("nobody", WRONG),
    "somebody": ("ines", WRONG),
    "somebody at work": ("omar", WRONG),
    "with an app": ("appy", WRONG),
    "closed": ("closed", WRONG),
    "closed, right password": ("closed", PASSWORD),
    "without a password": ("unset", WRONG),
    "a first password that is over": ("late", PASSWORD),
}


@pytest.fixture(autouse=True)
def _accounts(settings: object) -> None:
    settings.PARVIS_SECOND_FACTOR = True
    made = {
        name: access.actions.create_account(
            username=name, name=name, password=None if name == "unset" else PASSWORD, by=access.SETUP, at=access.NOW
        )
        for name in ("ines", "omar", "appy", "closed", "unset", "late")
    }
    where = access.controller()
    for name in ("omar", "appy", "late"):
        access.membership(made[name], where)
    access.with_app(made["appy"])
    Account.objects.filter(username="closed").update(is_active=False)
    Account.objects.filter(username="late").update(password_until=now() - timedelta(minutes=1))


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time a password is hashed."""
    done: list[str] = []
    encode = MD5PasswordHasher.encode

    def noted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        done.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    return done


def knock(name: str, password: str) -> tuple[int, str, dict[str, str]]:
    page = Client().post("/fr/sign-in/", {"login": name, "password": password})
    told = re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', "", page.content.decode())
    headers = {key: value for key, value in page.items() if key not in {"Content-Length", "Set-Cookie", "Expires"}}
    return page.status_code, told.replace(f'value="{name}"', ""), headers


def test_every_failed_sign_in_is_answered_with_the_same_bytes() -> None:
    first, *others = [knock(*one) for one in KNOCKS.values()]
    assert first[0] == 200
    assert 'class="summary"' in first[1]
    for name, other in zip(list(KNOCKS)[1:], others, strict=True):
        assert other == first, name


def test_and_costs_the_same_work(hashed: list[str]) -> None:
    knock("nobody", WRONG)  # what a process does once
    asked, worked = {}, {}
    for name, (login, password) in KNOCKS.items():
        hashed.clear()
        with CaptureQueriesContext(connection) as seen:
            knock(login, password)
        worked[name] = len(hashed)
        asked[name] = [re.sub(r"'[^']*'", "…", one["sql"]) for one in seen.captured_queries]
    assert set(worked.values()) == {1}, worked
    assert len({tuple(one) for one in asked.values()}) == 1, asked


def test_a_name_that_nobody_has_is_locked_out_as_one_that_somebody_has() -> None:
    answers = []
    for name in ("nobody", "ines"):
        for _ in range(5):
            knock(name, WRONG)
        answers.append(knock(name, PASSWORD))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("header", KIN)
def test_no_header_gives_another_try_at_one_account(header: str) -> None:
    for number in range(6):
        forged = f"203.0.113.{number}" if header != "forwarded" else f"for=203.0.113.{number}"
        Client().post("/fr/sign-in/", {"login": "ines", "password": WRONG}, headers={header: forged})
    last = Client().post("/fr/sign-in/", {"login": "ines", "password": PASSWORD}, headers={header: "203.0.113.99"})
    assert last.status_code == 200


@pytest.mark.parametrize("header", KIN)
@pytest.mark.parametrize("proxies", [0, 1])
def test_nor_another_account_from_one_address(header: str, proxies: int, settings: object) -> None:
    """Ten names from one peer, whatever it says of itself; behind our proxy what counts is the address that it saw."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    seen = {"x-forwarded-for": "198.51.100.7"} if proxies else {}

    def sent(number: int) -> dict[str, str]:
        forged = f"203.0.113.{number}"
        if proxies and header == "x-forwarded-for":
            return {header: f"{forged}, 198.51.100.7"}
        return {**seen, header: forged}

    for number in range(10):
        Client().post("/fr/sign-in/", {"login": f"guess{number}", "password": WRONG}, headers=sent(number))
    last = Client().post("/fr/sign-in/", {"login": "ines", "password": PASSWORD}, headers=sent(77))
    assert last.status_code == 200, "locked out"
    elsewhere = {"headers": {"x-forwarded-for": "198.51.100.8"}} if proxies else {"REMOTE_ADDR": "198.51.100.8"}
    assert Client().post("/fr/sign-in/", {"login": "ines", "password": PASSWORD}, **elsewhere).status_code == 302


def test_there_is_no_page_to_ask_for_a_password() -> None:
    """Nobody can ask by a form whether an address is known: the desk and two administrators let in again, in person."""
    for name in ("account_reset_password", "account_signup", "account_inactive", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    open_to_all = [route.name for route in ROUTES if route.may == EVERYBODY]
    assert not [name for name in open_to_all if "reset" in name or "signup" in name]


def test_a_link_that_was_never_printed_is_a_page_that_does_not_exist() -> None:
    one, other = (Client().get(f"/fr/{path}") for path in ("welcome/never-printed/", "nothing-here/"))
    assert one.status_code == other.status_code == 404
