"""Sessions of an account are short: half an hour without a sign of life, eight hours whatever happens."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.core import clock
from parvis.web.shell import sessions
from tests.factories import casework, people
from tests.factories.casework import Town
from tests.web.host.conftest import signed_in

pytestmark = pytest.mark.django_db


class Later:
    """The clock of the sessions."""

    def __init__(self) -> None:
        self.at = clock.now()  # of the test, not of its collection: a card's time is counted by Django's own clock

    def __call__(self) -> datetime:
        return self.at

    def after(self, **how_long: int) -> None:
        self.at += timedelta(**how_long)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    found = Later()
    monkeypatch.setattr(sessions, "now", found)
    return found


@pytest.fixture
def here() -> Town:
    return casework.town()


def is_in(client: Client) -> bool:
    return client.get("/fr/staff/day/").status_code == 200


def test_half_an_hour_of_silence_and_it_is_over(here: Town, later: Later) -> None:
    worker = signed_in(here.worker)
    later.after(minutes=29)
    assert is_in(worker)
    later.after(minutes=29)
    assert is_in(worker), "each page is a sign of life"
    later.after(minutes=31)
    assert not is_in(worker)


def test_eight_hours_and_it_is_over_however_busy(here: Town, later: Later) -> None:
    worker = signed_in(here.worker)
    for _ in range(23):
        later.after(minutes=20)
        assert is_in(worker)
    later.after(minutes=21)
    assert not is_in(worker)
    assert not Session.objects.filter(expire_date__gt=later.at).exists()


def test_the_api_ends_with_it(here: Town, later: Later) -> None:
    worker = signed_in(here.worker)
    assert worker.get("/api/v1/referrals").status_code == 200
    later.after(minutes=31)
    assert worker.get("/api/v1/referrals").status_code == 401


def test_a_sign_of_life_is_written_once_a_minute_and_beside_the_content(here: Town, later: Later) -> None:
    worker = signed_in(here.worker)
    is_in(worker)
    later.after(seconds=50)
    assert writes(worker) == []
    later.after(seconds=20)
    (written,) = writes(worker)
    assert "expire_date" in written
    assert "session_data" not in written


def writes(client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert is_in(client)
    return [one["sql"] for one in asked.captured_queries if re.match(r"UPDATE .django_session", one["sql"])]


def test_a_session_without_its_beginning_is_over(here: Town) -> None:
    worker = signed_in(here.worker)
    session = worker.session
    del session["began"]
    row = Session.objects.get()
    row.session_data = session.encode(dict(session.items()))
    row.save()
    assert not is_in(worker)


def test_what_was_typed_waits(here: Town, later: Later) -> None:
    worker = signed_in(here.worker)
    later.after(minutes=31)
    words = "Elle cherche un toit pour trois."
    page = worker.post(f"/fr/staff/cases/{here.case.public_id}/notes/", {"text": words}).content.decode()
    resume = unescape(re.search(r'name="resume" value="([^"]+)"', page)[1])
    assert words not in page
    from parvis.web.shell.resume import unseal

    waiting = unseal(resume)
    assert waiting is not None
    assert words in waiting.words


def test_a_card_keeps_its_own_shorter_time(here: Town, later: Later) -> None:
    browser, card = Client(), people.card(here.worker, here.person, pin="481526")
    browser.get(f"/c/{card.token}/")
    browser.post("/fr/my/open/", {"pin": "481526"})
    assert browser.get("/fr/my/").status_code == 200
    assert "began" not in browser.session
    later.after(minutes=21)
    assert browser.get("/fr/my/").status_code == 302
