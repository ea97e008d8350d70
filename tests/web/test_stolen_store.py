"""Whoever copies the store, without its keys, goes on in nobody's name and opens nobody's path."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client

from parvis.access.models import Account
from parvis.core.clock import now
from parvis.people.models import Card
from tests.factories import casework, people
from tests.factories.casework import Town
from tests.web.host.conftest import signed_in

PIN = "481526"
pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return casework.town()


def everything_stored() -> Iterator[str]:
    """Every value of every row, as the store's own file has it; what sessions hold as well, since that is only signed."""
    for model in apps.get_models():
        for row in model._default_manager.values():
            yield json.dumps(row, cls=DjangoJSONEncoder, default=str)
    for row in Session.objects.all():
        yield json.dumps(row.get_decoded(), default=str)


def test_a_session_that_was_copied_is_nobody_s(here: Town) -> None:
    worker = signed_in(here.worker)
    assert worker.get("/fr/staff/day/").status_code == 200
    (row,) = Session.objects.all()
    assert worker.cookies[settings.SESSION_COOKIE_NAME].value not in row.session_key
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
    assert "/sign-in/" in thief.get("/fr/staff/day/")["Location"]


def test_a_session_ends_in_the_store_too(here: Town) -> None:
    worker = signed_in(here.worker)
    worker.post("/fr/sign-out/")
    assert not Session.objects.exists()
    who = Account.objects.get(pk=here.worker.account_id)
    again = Client()
    again.force_login(who)
    assert again.session.exists(again.session.session_key)
    assert not again.session.exists("x" * 32)


def test_neither_the_card_nor_the_link_stands_anywhere(here: Town) -> None:
    casework.sent(here, at=now())
    link, card = casework.token(), people.card(here.worker, here.person, pin=PIN).token
    browser = Client()
    browser.get(f"/c/{card}/")
    browser.get(f"/fr/r/{link}/")
    stored = "\n".join(everything_stored())
    assert card not in stored
    assert link not in stored
    browser.post("/fr/my/open/", {"pin": PIN})
    assert browser.get("/fr/my/").status_code == 200, "and yet it opens"
    assert card not in "\n".join(everything_stored())


def test_a_million_pins_can_not_be_tried_on_it(here: Town) -> None:
    people.card(here.worker, here.person, pin=PIN)
    assert not check_password(PIN, Card.objects.get().pin_hash)
