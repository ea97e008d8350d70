"""The name behind a request: only after a yes, only by the code, only once, and closed with the request."""

from django.test import Client

from parvis.core import outbox
from parvis.core.audit import reads_of
from parvis.core.clock import now
from tests.factories import casework
from tests.factories.casework import Town


def accept(client: Client, token: str) -> None:
    client.post(f"/fr/r/{token}/answer/", {"answer": "accept"})


def test_before_a_yes_there_is_no_code(client: Client, token: str):
    page = client.post(f"/fr/r/{token}/code/")

    assert page.status_code == 200
    assert b'class="summary"' in page.content
    assert client.get(f"/fr/r/{token}/open/")["Location"] == f"/fr/r/{token}/"
    assert not outbox.messages().filter(template="casework.code").exists()


def test_the_code_goes_to_the_registered_contact_and_shows_the_name_once(client: Client, here: Town, token: str):
    accept(client, token)
    assert client.post(f"/fr/r/{token}/code/")["Location"] == f"/fr/r/{token}/open/"
    message = outbox.messages().filter(template="casework.code").get()
    code = casework.code()

    page = client.post(f"/fr/r/{token}/open/", {"code": f" {code[:4].lower()}-{code[4:]} "})
    html = page.content.decode()
    again = client.post(f"/fr/r/{token}/open/", {"code": code})

    assert message.to == here.receiver.contact_email
    assert "Amal Exemple" in html
    assert "06 39 98 10 01" in html
    assert "no-store" in page["Cache-Control"]
    assert "Amal" not in again.content.decode()
    assert b'class="summary"' in again.content
    assert reads_of(here.person.pk).filter(what="identity").count() == 1


def test_wrong_codes_run_out(client: Client, token: str):
    accept(client, token)
    client.post(f"/fr/r/{token}/code/")
    for _ in range(5):
        page = client.post(f"/fr/r/{token}/open/", {"code": "ZZZZZZZZ"})
        assert b'class="summary"' in page.content
    page = client.post(f"/fr/r/{token}/open/", {"code": casework.code()})

    assert "Amal" not in page.content.decode()


def test_after_a_withdrawal_the_code_opens_nothing(client: Client, here: Town, token: str):
    accept(client, token)
    client.post(f"/fr/r/{token}/code/")
    code = casework.code()
    row = here.case.referrals.get()
    casework.act("withdraw", row, here, at=now())

    page = client.post(f"/fr/r/{token}/open/", {"code": code})

    assert page.status_code in {200, 302}
    assert "Amal" not in page.content.decode()
