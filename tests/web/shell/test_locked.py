"""The house is locked: nothing personal opens, in the reader's language; what is public and the ways out go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from parvis.core.keys import forget_rings, lock
from parvis.core.models import Message
from parvis.core.tasks import deliver_message
from tests.factories import casework, people
from tests.factories.access import NOW
from tests.factories.casework import Town
from tests.own_keys import own_keys
from tests.web.host.conftest import signed_in

__all__ = ["own_keys"]
pytestmark = pytest.mark.django_db
WORDS = "She sleeps at her cousin's and has to leave on Friday."


@pytest.fixture
def here(own_keys: Path) -> Town:
    return casework.town()


@pytest.fixture
def shares(here: Town) -> list[str]:
    return [one.text for one in lock.share_out(["Ana", "Ben", "Chi"], need=2, at=NOW)]


def shut() -> None:
    lock.lock(at=NOW)
    forget_rings()


@pytest.mark.parametrize(
    ("language", "says"),
    [("fr", "fermée"), ("en", "locked"), ("es", "cerrada"), ("ar", "مغلق")],
)
def test_a_personal_page_says_so_in_the_readers_language(
    here: Town, shares: list[str], language: str, says: str
) -> None:
    worker = signed_in(here.worker)
    shut()
    for path in ("staff/day/", "staff/people/", "my/", "sign-in/", f"staff/people/{here.person.public_id}/"):
        answer = worker.get(f"/{language}/{path}")
        assert (answer.status_code, answer["Retry-After"]) == (503, "3600"), path
        assert "no-store" in answer["Cache-Control"]
        html = answer.content.decode()
        assert says in html
        assert f'lang="{language}"' in html
        assert "Amal" not in html


def test_nothing_typed_is_lost(here: Town, shares: list[str]) -> None:
    worker = signed_in(here.worker)
    shut()
    answer = worker.post(f"/fr/staff/people/{here.person.public_id}/", {"words": WORDS})
    assert answer.status_code == 503
    assert WORDS.replace("'", "&#x27;") in answer.content.decode()


def test_what_is_public_goes_on(here: Town, shares: list[str]) -> None:
    worker = signed_in(here.worker)
    shut()
    for reader in (Client(), worker):
        for path in (
            "/fr/",
            "/fr/search/?q=logement",
            "/fr/accessibility/",
            "/healthz",
            "/hsds/v3/services",
            "/api/v1/openapi.json",
        ):
            assert reader.get(path).status_code == 200, path


def test_the_ways_out_are_open(here: Town, shares: list[str]) -> None:
    worker = signed_in(here.worker)
    shut()
    assert worker.post("/fr/sign-out/").status_code == 302
    assert Client().post("/fr/my/done/").status_code == 302
    assert Client().get("/fr/my/closed/").status_code == 200


def test_the_api_says_so_in_json(here: Town, shares: list[str]) -> None:
    worker = signed_in(here.worker)
    shut()
    answer = worker.get("/api/v1/referrals/received")
    assert (answer.status_code, answer.json()["code"]) == (503, "keys.locked")


def test_everything_opens_again(here: Town, shares: list[str]) -> None:
    worker = signed_in(here.worker)
    shut()
    assert worker.get("/fr/staff/day/").status_code == 503
    lock.unlock(shares[1:])
    forget_rings()
    assert worker.get("/fr/staff/day/").status_code == 200
    assert people.view(here.worker, here.person).display_name


def test_a_message_waits_until_it_is_open(here: Town, shares: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    row = Message.objects.create(
        channel="email", to="a@example.org", template="t", language="fr", subject="s", body="b", queued_at=NOW
    )
    later: list[tuple[object, tuple[int, ...]]] = []

    class Queue:
        def __init__(self, after: object) -> None:
            self.after = after

        def enqueue(self, *arguments: int) -> None:
            later.append((self.after, arguments))

    monkeypatch.setattr(type(deliver_message), "using", lambda _self, *, run_after: Queue(run_after))
    shut()
    deliver_message.func(row.pk)
    assert [arguments for _, arguments in later] == [(row.pk,)]
    assert Message.objects.get(pk=row.pk).state == Message.State.QUEUED
    lock.unlock(shares[:2])
    forget_rings()
    deliver_message.func(row.pk)
    assert Message.objects.get(pk=row.pk).state != Message.State.QUEUED
    assert len(later) == 1
