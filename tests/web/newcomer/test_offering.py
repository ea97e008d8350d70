"""Somebody whose check was seen writes what she gives of her own time; nobody else does."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.access.models import Account
from parvis.core.clock import now
from parvis.engagement.models import Offer
from tests.factories import access, engagement, people
from tests.factories.pages import same_nothing

NEW = "/en/my/given/new/?kind=mentoring&language=fr"
FACTS = {"title": "Le samedi au marché", "topics": ["meet"], "details.hours_a_month": "4", "details.months": "6"}


@pytest.mark.django_db
def test_a_mentor_writes_her_offer_once_her_check_is_seen() -> None:
    worker = access.worker(access.controller())
    mentor = people.host(worker, at=now())
    client = Client()
    client.force_login(Account.objects.get(pk=people.account(worker, mentor, at=now())))

    assert "Write a new offer" not in client.get("/en/my/given/").content.decode()
    assert "First your check is seen" in client.get(NEW, follow=True).content.decode()
    client.post(NEW, FACTS)
    assert not Offer.objects.exists()

    people.checked(worker, mentor.parts.get(), (now() + timedelta(days=90)).date(), at=now())
    assert "Write a new offer" in client.get("/en/my/given/").content.decode()
    shown = client.post(NEW, FACTS, follow=True)
    offer = Offer.objects.get()
    assert (offer.given_by_id, offer.organisation_id) == (mentor.pk, mentor.controller_id)
    assert "Le samedi au marché" in shown.content.decode()
    assert "Le samedi au marché" in client.get("/en/search/?kind=mentoring").content.decode()

    own = f"/en/my/given/offers/{offer.public_id}/"
    assert client.post(f"{own}write/", {**FACTS, "title": "Le dimanche"}).status_code == 302
    client.post(f"{own}turn/", {"state": "paused"})
    offer.refresh_from_db()
    assert (offer.title, offer.state) == ("Le dimanche", "paused")

    another = engagement.offer(access.controller(), kind="mentoring").public_id
    assert same_nothing(client.get(f"/en/my/given/offers/{another}/"), client.get("/en/my/given/offers/new/"))
    assert client.post(f"/en/my/given/offers/{another}/write/", FACTS).status_code == 404
