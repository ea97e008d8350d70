"""The data protection officer: who read what, for her own controller, and no person's name."""

import pytest
from django.test import Client

from parvis.access.models import Account, Organisation
from parvis.casework import queries as casework_queries
from parvis.core.clock import now
from parvis.people import queries as people
from tests.factories import access, casework


def officer(where: Organisation) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=access.worker(where, "dpo").account_id))
    return client


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_readings_show_who_and_why_and_never_of_whom(db: None, language: str):
    here = casework.town()
    people.person_view(here.worker, here.person.public_id, now())
    page = officer(here.controller).get(f"/{language}/admin/reads/")
    html = page.content.decode()

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "Inès D." in html
    assert "Amal" not in html
    assert str(here.person.public_id) not in html


def test_a_reading_by_another_organisation_is_seen_and_another_register_is_not(db: None):
    here, elsewhere = casework.town(), casework.town()
    row = casework.sent(here, at=now())
    casework.act("accept", row, here, at=now())
    casework_queries.received_referral(here.member, row.public_id, now())
    people.person_view(elsewhere.worker, elsewhere.person.public_id, now())
    html = officer(here.controller).get("/fr/admin/reads/").content.decode()

    assert "Foyer du Pont-Neuf" in html
    assert elsewhere.controller.name not in html
    assert str(elsewhere.person.public_id)[:8].upper() not in html


def test_filters_written_by_anybody_are_harmless(db: None):
    here = casework.town()
    client = officer(here.controller)
    for query in ("days=abc", "days=999", "organisation=x", "organisation=999999999", "page=0", "page=9999", "page=-1"):
        assert client.get(f"/fr/admin/reads/?{query}").status_code == 200, query


def test_other_roles_do_not_come_in(db: None):
    here = casework.town()
    for code in ("admin", "caseworker", "manager", "provider"):
        client = Client()
        client.force_login(Account.objects.get(pk=access.worker(here.controller, code).account_id))
        assert client.get("/fr/admin/reads/").status_code == 404, code
