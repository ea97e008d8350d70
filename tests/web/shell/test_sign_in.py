"""Tries at the sign-in are counted by the name, whoever sends them and however they are dressed up."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.factories import access

PASSWORD = "a-long-enough-secret"
WRONG = {"login": "ines", "password": "wrong wrong wrong"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_account() -> None:
    access.actions.create_account(username="ines", name="Inès", password=PASSWORD, by=access.SETUP, at=access.NOW)


def opens(client: Client, **more: object) -> bool:
    return client.post("/fr/sign-in/", {"login": "ines", "password": PASSWORD}, **more).status_code == 302


def test_five_wrong_ones_and_the_right_one_waits(client: Client) -> None:
    for _ in range(5):
        assert client.post("/fr/sign-in/", WRONG).status_code == 200
    assert not opens(client)


@pytest.mark.parametrize(
    "disguise",
    [
        lambda n: {"headers": {"host": f"127.0.0.1:{8000 + n}"}},
        lambda n: {"headers": {"host": ("localhost", "127.0.0.1", "[::1]")[n % 3]}},
        lambda n: {"REMOTE_ADDR": f"203.0.113.{n + 1}"},
        lambda n: {"headers": {"x-forwarded-for": f"203.0.113.{n + 1}"}},
    ],
)
def test_no_disguise_gives_more_tries(disguise: object) -> None:
    for number in range(6):
        Client().post("/fr/sign-in/", WRONG, **disguise(number))
    assert not opens(Client(), **disguise(7))


@pytest.mark.parametrize("written", ["INES", " ines", "ine\u017f", "\uff49nes", "ínes"])
def test_nor_another_way_to_write_the_name(written: str) -> None:
    for _ in range(6):
        Client().post("/fr/sign-in/", {**WRONG, "login": written})
    assert not opens(Client())


def test_a_name_there_is_none_of_looks_the_same(client: Client) -> None:
    pages = set()
    for name in ("ines", "nobody"):
        page = client.post("/fr/sign-in/", {**WRONG, "login": name})
        told = re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]*"', "", page.content.decode())
        pages.add((page.status_code, told.replace(f'value="{name}"', "")))
    assert len(pages) == 1


def test_behind_a_proxy_one_attacker_does_not_lock_the_town_out(settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        Client().post(
            "/fr/sign-in/",
            {**WRONG, "login": f"guess{number}"},
            headers={"x-forwarded-for": f"198.51.100.{number}, 203.0.113.9"},
        )
    assert not opens(Client(), headers={"x-forwarded-for": "203.0.113.9"})
    assert opens(Client(), headers={"x-forwarded-for": "203.0.113.10"})


@pytest.mark.parametrize("chosen", ["²", "9" * 40, "-1", "x", ""])
def test_to_act_for_nobody_one_knows_changes_nothing(client: Client, chosen: str) -> None:
    assert opens(client)
    assert client.post("/fr/act-for/", {"organisation": chosen})["Location"] == "/fr/start/"
    assert not client.session.get("organisation")


@pytest.mark.parametrize("way", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"])  # fmt: skip
def test_the_way_on_leads_nowhere_else(client: Client, way: str) -> None:
    answer = client.post("/fr/sign-in/", {"login": "ines", "password": PASSWORD, "next": way})
    assert answer["Location"] == "/fr/start/"
