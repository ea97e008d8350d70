"""A passkey in place of the six digits: added by who shows a code, good for one question, one account, one address."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from parvis.access.models import Account, Passkey
from tests.factories import access
from tests.factories.passkeys import Stick
from tests.web.shell.conftest import PASSWORD

ADD, SIGN = "/fr/account/passkeys/new/", "/fr/sign-in/code/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("factor_required")]


@pytest.fixture
def paper(ines: Account) -> list[str]:
    return access.with_app(ines)[1]


def at_the_door(name: str = "ines") -> Client:
    client = Client()
    client.post("/fr/sign-in/", {"login": name, "password": PASSWORD})
    return client


def signed_in(code: str) -> Client:
    client = at_the_door()
    assert client.post(SIGN, {"code": code}).status_code == 302
    return client


def options(client: Client, path: str) -> dict[str, object]:
    page = client.get(path)
    assert page["Content-Security-Policy"].endswith("script-src 'self'")
    return json.loads(unescape(re.search(r'data-options="([^"]+)"', page.content.decode())[1]))


def added(client: Client, stick: Stick, code: str) -> None:
    if "code_shown" not in client.session:
        assert client.post(ADD, {"code": code})["Location"] == ADD
    answer = json.dumps(stick.made(options(client, ADD)))
    assert client.post(ADD, {"name": "Clé bleue", "passkey": answer})["Location"] == "/fr/account/"


def shows(client: Client, stick: Stick) -> bool:
    answer = json.dumps(stick.shown(options(client, SIGN)))
    return client.post(SIGN, {"passkey": answer}).status_code == 302


def is_in(client: Client) -> bool:
    return client.get("/fr/staff/day/").status_code == 200


def test_it_opens_in_place_of_the_digits(paper: list[str]) -> None:
    client, stick, elsewhere = signed_in(paper[0]), Stick(), signed_in(paper[1])
    added(client, stick, paper[2])
    assert is_in(client)
    assert not is_in(elsewhere), "other sessions end with a new factor"
    assert "Clé bleue" in client.get("/fr/account/").content.decode()
    back = at_the_door()
    assert not is_in(back)
    assert shows(back, stick)
    assert is_in(back)
    again = at_the_door()
    assert again.post(SIGN, {"code": paper[3]}).status_code == 302, "paper goes on working"


def test_without_a_code_none_is_added(paper: list[str]) -> None:
    client = signed_in(paper[0])
    answer = json.dumps(Stick().made({"challenge": "AAAA"}))
    assert client.post(ADD, {"name": "x", "passkey": answer}).status_code == 200
    assert not Passkey.objects.exists()


def test_an_answer_is_good_once_and_for_what_was_asked(paper: list[str]) -> None:
    client, stick = signed_in(paper[0]), Stick()
    added(client, stick, paper[1])
    back = at_the_door()
    answer = json.dumps(stick.shown(options(back, SIGN)))
    thief = at_the_door()
    options(thief, SIGN)
    assert thief.post(SIGN, {"passkey": answer}).status_code == 200, "another question was asked there"
    assert back.post(SIGN, {"passkey": answer}).status_code == 302
    late = at_the_door()
    assert late.post(SIGN, {"passkey": answer}).status_code == 200
    assert not is_in(thief) and not is_in(late)


def test_a_page_of_another_address_gets_nothing(paper: list[str]) -> None:
    client, stick = signed_in(paper[0]), Stick()
    added(client, stick, paper[1])
    back = at_the_door()
    stick.origin = "https://testserver.example.net"
    assert not shows(back, stick)
    stick.origin, stick.host = "https://testserver", "other"
    assert not shows(back, stick)
    assert not is_in(back)


def test_somebody_else_s_key_and_a_copy_s_counter_open_nothing(paper: list[str]) -> None:
    client, stick = signed_in(paper[0]), Stick()
    added(client, stick, paper[1])
    back = at_the_door()
    assert not shows(back, Stick(number=stick.number)), "another key under her number"
    assert not shows(back, Stick())
    assert shows(back, stick)
    stick.counter -= 1
    copied = at_the_door()
    assert not shows(copied, stick)
    assert not is_in(copied)


@pytest.mark.parametrize(
    "sent",
    ["{}", "[]", "x", '{"id": 1}', '{"rawId": "AA", "type": "public-key", "response": {}}', "9" * 5000, "[" * 100_000],
)
def test_a_torn_answer_is_refused_in_words(sent: str, paper: list[str]) -> None:
    client = signed_in(paper[0])
    added(client, Stick(), paper[1])
    back = at_the_door()
    options(back, SIGN)
    page = back.post(SIGN, {"passkey": sent})
    assert page.status_code == 200
    assert b'class="summary"' in page.content
    client.post(ADD, {"code": paper[2]})
    options(client, ADD)
    page = client.post(ADD, {"name": "y", "passkey": sent})
    assert page.status_code == 200
    assert b'class="summary"' in page.content
    assert Passkey.objects.count() == 1


def test_removed_or_with_another_telephone_it_is_gone(ines: Account, paper: list[str]) -> None:
    client, stick = signed_in(paper[0]), Stick()
    added(client, stick, paper[1])
    row = Passkey.objects.get()
    assert client.post(f"/fr/account/passkeys/{row.public_id}/remove/").status_code == 302
    assert not Passkey.objects.exists()
    assert client.post(f"/fr/account/passkeys/{row.public_id}/remove/").status_code == 404
    added(client, Stick(), paper[2])
    access.with_app(ines)
    assert not Passkey.objects.exists()


def test_nobody_removes_another_s(paper: list[str]) -> None:
    added(signed_in(paper[0]), Stick(), paper[1])
    other = access.account()
    access.membership(other, access.controller())
    access.with_app(other)
    client = Client()
    client.force_login(Account.objects.get(pk=other.pk))
    session = client.session
    session["second_factor"] = True
    session.save()
    row = Passkey.objects.get()
    assert client.post(f"/fr/account/passkeys/{row.public_id}/remove/").status_code == 404
    assert Passkey.objects.count() == 1


def test_the_store_holds_neither_number_nor_name(paper: list[str]) -> None:
    stick = Stick()
    added(signed_in(paper[0]), stick, paper[1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access_passkey")
        stored = repr(cursor.fetchall())
    from fido2.utils import websafe_encode

    assert websafe_encode(stick.number) not in stored
    assert "Clé bleue" not in stored


def test_at_an_address_of_figures_there_is_none_and_it_is_said(paper: list[str]) -> None:
    client = signed_in(paper[0])
    client.post(ADD, {"code": paper[1]})
    page = client.get(ADD, headers={"host": "127.0.0.1:8000"}).content.decode()
    assert "data-options" not in page
    assert 'class="banner now"' in page


def test_a_page_without_a_passkey_has_no_script(paper: list[str]) -> None:
    page = at_the_door().get(SIGN)
    assert b"<script" not in page.content
    assert "script-src" not in page["Content-Security-Policy"]
