"""The public search and the referrals, as JSON."""

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from parvis.core.audit import reads_of
from parvis.core.clock import now
from parvis.people import actions as people
from tests.factories import casework, directory
from tests.factories.casework import Town
from tests.web.host.conftest import SECRETS, signed_in


@pytest.fixture
def here(db: None) -> Town:
    return casework.town()


def test_the_search_finds_and_says_why(db: None):
    directory.service("a", name="Cours de français")
    found = Client().get("/api/v1/services?q=cours de francais&lang=en")
    [card] = found.json()["results"]
    assert (card["name"]["text"], card["name"]["language"]) == ("Cours de français", "fr")
    assert card["why"]
    one = Client().get(f"/api/v1/services/{card['id']}").json()
    assert one["places"][0]["city"] == "Valmarelle"
    assert one["phones"] == ["+33465710112"]


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "lat=91", "lon=nan", "lang=xx", "offset=-1", f"q={'x' * 300}"])
def test_what_cannot_be_asked_is_said(db: None, query: str):
    response = Client().get(f"/api/v1/services?{query}", headers={"accept-language": "en"})
    assert response.status_code == 400
    [name] = response.json()["fields"]
    assert name == query.partition("=")[0]


@pytest.mark.parametrize("page", ["0", "-1", "9" * 30, "²", "x"])
def test_a_page_there_can_not_be_is_said(here: Town, page: str):
    for client, path in ((signed_in(here.worker), "referrals"), (signed_in(here.member), "received")):
        response = client.get(f"/api/v1/{path}?page={page}")
        assert response.status_code == 400
        assert list(response.json()["fields"]) == ["page"]


def test_lists_name_nobody_and_reading_one_is_noted(here: Town):
    row = casework.sent(here, at=now())
    client = signed_in(here.worker)
    listed = client.get("/api/v1/referrals")
    assert [one["id"] for one in listed.json()["results"]] == [str(row.public_id)]
    assert not [word for word in SECRETS if word in listed.content.decode()]
    before = reads_of(here.person.pk).filter(what="referral").count()
    one = client.get(f"/api/v1/referrals/{row.public_id}")
    assert one.json()["name"] == "Amal Exemple"
    assert "no-store" in one["Cache-Control"]
    assert reads_of(here.person.pk).filter(what="referral").count() == before + 1


def test_the_receiver_sees_who_it_is_only_while_the_share_is_open(here: Town):
    row = casework.sent(here, at=now())
    client = signed_in(here.member)
    address = f"/api/v1/received/{row.public_id}"
    before = client.get(address)
    assert before.json()["identity"] is None
    assert not [word for word in SECRETS if word in before.content.decode()]
    answered = client.post(
        f"{address}/answer", {"answer": "accept", "version": row.version}, content_type="application/json"
    )
    assert "Amal Exemple" in answered.content.decode()
    assert reads_of(here.person.pk).filter(what="identity", account_id=here.member.account_id).exists()
    row.refresh_from_db()
    people.withdraw_consent(consent_public_id=row.consent.public_id, by=here.herself, at=now())
    after = client.get(address)
    assert after.json()["identity"] is None
    assert not [word for word in SECRETS if word in after.content.decode()]


def test_a_second_answer_and_an_old_version_are_refused(here: Town):
    row = casework.sent(here, at=now())
    client = signed_in(here.member)
    address = f"/api/v1/received/{row.public_id}/answer"
    old = client.post(address, {"answer": "accept", "version": row.version + 7}, content_type="application/json")
    assert (old.status_code, old.json()["code"]) == (409, "parvis.stale")
    no = client.post(address, {"answer": "decline", "version": row.version}, content_type="application/json")
    assert (no.status_code, set(no.json()["fields"])) == (400, {"reason"})
    client.post(address, {"answer": "accept", "version": row.version}, content_type="application/json")
    row.refresh_from_db()
    again = client.post(address, {"answer": "accept", "version": row.version}, content_type="application/json")
    assert again.status_code == 400
    assert again.json()["code"] == "casework.already_answered"


def test_the_answer_speaks_the_readers_language(here: Town):
    for language in ("en", "fr"):
        response = Client().get("/api/v1/nothing-here", headers={"accept-language": language})
        assert response["Content-Language"] == language
        assert response.json()["sentence"]


def test_a_fault_of_ours_is_json_without_a_trace(db: None, monkeypatch):
    monkeypatch.setattr("parvis.api.v1.directory.search.search", lambda *_: 1 / 0)
    response = Client(raise_request_exception=False).get("/api/v1/services?q=x", headers={"accept-language": "en"})
    assert response.status_code == 500
    assert response.json()["code"] == "parvis.error"
    assert "ZeroDivision" not in response.content.decode()


@pytest.mark.parametrize("body", ["", "{", "[]", '{"answer":"perhaps","version":1}', '{"answer":"accept"}'])
def test_a_body_that_cannot_be_read_is_refused_plainly(here: Town, body: str):
    row = casework.sent(here, at=now())
    response = signed_in(here.member).post(
        f"/api/v1/received/{row.public_id}/answer", body, content_type="application/json"
    )
    assert response.status_code == 400
    assert response.json()["sentence"]


@pytest.mark.parametrize("path", ["/api/v1/referrals", "/api/v1/session", "{hsds}services"])
def test_a_store_that_is_held_by_somebody_else_is_said_to_be_busy(here: Town, path: str):
    client = signed_in(here.worker)
    client.raise_request_exception = False

    def held(*_: object) -> None:
        raise OperationalError("database is locked")

    with connection.execute_wrapper(held):
        answer = client.get(path.format(hsds=reverse("hsds:root")), headers={"accept-language": "en"})
    assert answer.status_code == 503
    assert answer.json()["code"] == "parvis.busy"
    assert answer["Retry-After"] == "60"
    assert "no-store" in answer["Cache-Control"]
