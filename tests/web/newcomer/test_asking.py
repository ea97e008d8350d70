"""Asking for a place: what is said to somebody whose page is not open, where all is taken, and where only the desk helps on."""

from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from parvis.core.clock import now
from parvis.engagement import actions
from parvis.engagement.models import Engagement, Offer
from tests.factories import access, people
from tests.factories import engagement as make
from tests.web.newcomer.conftest import Path

CLOSED = "Nothing is open on this device"


def page(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def asking(offer: Offer) -> str:
    return f"/en/my/offers/{offer.public_id}/ask/"


@pytest.fixture
def meal(db: None) -> Offer:
    return make.offer(access.controller(name="La Table"), kind="event", title="Un repas", capacity=1, at=now())


def test_who_presses_the_button_with_nothing_open_reads_what_she_wanted_and_how_to_get_it(
    client: Client, meal: Offer
) -> None:
    html = page(client, client.get(asking(meal))["Location"])
    assert "Un repas" in html and "La Table" in html
    assert f'href="/en/offer/{meal.public_id}/"' in html
    assert "Call the desk or come by" in html and "tel:" in html
    assert CLOSED not in html


def test_of_what_nobody_can_ask_for_the_closed_page_says_nothing(client: Client, meal: Offer) -> None:
    actions.set_offer_state(offer_public_id=meal.public_id, state="closed", by=access.SETUP, at=now())
    for address in (client.get(asking(meal))["Location"], f"/en/my/closed/?offer={uuid4()}", "/en/my/closed/?offer=x"):
        html = page(client, address)
        assert CLOSED in html
        assert "Un repas" not in html


def test_of_a_full_offer_every_sentence_says_that_one_waits(client: Client, meal: Offer, opened: Client) -> None:
    free = page(client, f"/en/offer/{meal.public_id}/") + page(opened, asking(meal))
    assert "Onto the waiting list" not in free
    worker = access.worker(Offer.objects.get(pk=meal.pk).organisation)
    make.request(worker, people.person(worker, at=now()), meal, at=now())
    public, own = page(Client(), f"/en/offer/{meal.public_id}/"), page(opened, asking(meal))
    assert "Full: there is a waiting list" in public
    for html in (public, own):
        assert "Onto the waiting list" in html
        assert "you are on the waiting list" in html
        assert "yours as soon as you ask" not in html and "yours at once" not in html
        assert "I come" not in html
    opened.post(asking(meal), {"part": "newcomer"})
    assert Engagement.objects.latest("pk").state == "waitlisted"


def test_a_place_for_a_household_tells_her_to_call_where_none_is_known(opened: Client, path: Path) -> None:
    home = make.offer(path.town.receiver, kind="reception", topics=["housing"], capacity=4, at=now())
    html = unescape(opened.post(asking(home), {}).content.decode())
    assert "Call the desk or come by" in html
    assert "tel:" in html
    assert "Write it down first" not in html
    assert not Engagement.objects.filter(offer=home).exists()
