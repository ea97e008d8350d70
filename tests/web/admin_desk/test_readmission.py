"""At the desk: two halves, told once each, and with both she comes in, chooses a password and sets up an app."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from parvis.access.models import Account, Organisation
from parvis.core.clock import now
from parvis.engines.secrecy.onetime import code_at
from tests.factories import access

PASSWORD, OWN = "a-long-enough-secret", "a-password-of-hers"
WHY = {"reason": "Elle est venue au guichet avec sa carte."}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings: object) -> None:
    settings.PARVIS_SECOND_FACTOR = True


@pytest.fixture
def ours() -> Organisation:
    return access.controller()


def admin(ours: Organisation, name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=access.worker(ours, "admin", name=name).account_id))
    access.long_standing()
    session = client.session
    session["second_factor"] = True
    session.save()
    return client


@pytest.fixture
def ines(ours: Organisation) -> Account:
    who = access.actions.create_account(username="ines", name="Inès", password=PASSWORD, by=access.SETUP, at=access.NOW)
    access.membership(who, ours)
    access.with_app(who)
    return who


def half(page: object) -> str:
    found = re.search(r'class="half">(\w{10})<', page.content.decode())
    assert found, page.content.decode()
    return found[1]


def enter(client: Client, password: str) -> object:
    return client.post("/fr/sign-in/", {"login": "ines", "password": password})


def test_from_the_desk_to_her_work(ours: Organisation, ines: Account) -> None:
    ana, ben = admin(ours, "Ana"), admin(ours, "Ben")
    address = f"/fr/admin/accounts/{ines.public_id}/readmission/"
    assert address in ana.get(f"/fr/admin/accounts/{ines.public_id}/").content.decode()
    empty = ana.post(address, {"reason": ""})
    assert b'class="summary"' in empty.content
    first = half(ana.post(address, WHY))
    assert first not in ana.get(address).content.decode(), "shown once"
    waiting = ben.get("/fr/admin/").content.decode()
    assert address in waiting and "Inès" in waiting
    assert WHY["reason"] in ben.get(address).content.decode()
    second = half(ben.post(address, WHY))

    client = Client()
    for alone in (first, second, second + first, PASSWORD):
        assert enter(client, alone).status_code == 200
    assert enter(client, first + second)["Location"] == "/fr/sign-in/password/"
    assert client.get("/fr/staff/day/").status_code == 302
    assert client.get("/fr/sign-in/app/")["Location"] == "/fr/sign-in/password/", "not before her own password"
    same = {"password": first + second, "again": first + second}
    assert client.post("/fr/sign-in/password/", same).status_code == 200
    assert client.post("/fr/sign-in/password/", {"password": OWN, "again": "x"}).status_code == 200
    assert client.post("/fr/sign-in/password/", {"password": OWN, "again": OWN})["Location"] == "/fr/sign-in/app/"
    html = client.get("/fr/sign-in/app/").content.decode()
    secret = re.search(r"<b>((?:[A-Z2-7]{4} ?){8})</b>", html)[1].replace(" ", "")
    kept = unescape(re.search(r'name="kept" value="([^"]+)"', html)[1])
    client.post("/fr/sign-in/app/", {"code": code_at(secret, now()), "kept": kept})
    assert client.get("/fr/staff/day/").status_code == 200
    assert enter(Client(), first + second).status_code == 200, "the password of two is over"


def test_the_second_says_no(ours: Organisation, ines: Account) -> None:
    ana, ben = admin(ours, "Ana"), admin(ours, "Ben")
    address = f"/fr/admin/accounts/{ines.public_id}/readmission/"
    ana.post(address, WHY)
    assert ben.post(f"{address}no/").status_code == 302
    assert ben.post(f"{address}no/").status_code == 404
    assert "ines" not in ana.get("/fr/admin/").content.decode().split('id="organisations"')[0]
    client = Client()
    assert enter(client, PASSWORD)["Location"] == "/fr/sign-in/code/", "nothing has changed"


def test_herself_is_told_that_others_do_it(ours: Organisation) -> None:
    ana = admin(ours, "Ana")
    own = Account.objects.get(name="Ana")
    address = f"/fr/admin/accounts/{own.public_id}/readmission/"
    assert "<textarea" not in ana.get(address).content.decode()
    assert b'class="summary"' in ana.post(address, WHY).content or not own.readmissions.exists()
    assert not own.readmissions.exists()


def test_a_password_that_somebody_else_gave_ends(ours: Organisation, ines: Account) -> None:
    Account.objects.filter(pk=ines.pk).update(password_until=now())
    assert enter(Client(), PASSWORD).status_code == 200


def test_an_account_that_was_just_made_chooses_its_own(ours: Organisation, settings: object) -> None:
    settings.PARVIS_SECOND_FACTOR = False
    given = {
        "name": "Odile", "username": "odile", "password": PASSWORD, "language": "fr", "email": "odile@example.org",
        "organisation": str(ours.public_id), "role": "caseworker", "starts_on": "2026-01-01",
    }  # fmt: skip
    assert admin(ours, "Ana").post("/fr/admin/accounts/new/", given).status_code == 302
    assert Account.objects.get(username="odile").email == "odile@example.org"
    client = Client()
    first = client.post("/fr/sign-in/", {"login": "odile", "password": PASSWORD})
    assert first["Location"] == "/fr/sign-in/password/"
    assert client.post("/fr/sign-in/password/", {"password": OWN, "again": OWN})["Location"] == "/fr/start/"
    assert client.get("/fr/staff/day/").status_code == 200
    assert "second_factor" not in client.session, "she has shown none"
