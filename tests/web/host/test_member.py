"""Signed-in members of the receiver: their list, the preview, after a yes what is shared; nobody else's."""

from uuid import uuid4

import pytest
from django.test import Client

from parvis.casework.models import Referral
from parvis.core.audit import reads_of
from parvis.core.clock import now
from parvis.people import actions as people
from tests.factories import access, casework
from tests.factories.casework import Town
from tests.factories.pages import same_nothing
from tests.web.host.conftest import SECRETS, signed_in


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_lists_and_preview_name_nobody(member: Client, row: Referral, language: str):
    for address in ("", "?tab=running", "?tab=ended", "?tab=nonsense&page=0", f"{row.public_id}/"):
        response = member.get(f"/{language}/answer/{address}")
        assert response.status_code == 200, address
        assert "no-store" in response["Cache-Control"]
        assert not [one for one in SECRETS if one in response.content.decode()], address


def test_after_a_yes_the_shared_fields_show_and_the_reading_is_noted(member: Client, here: Town, row: Referral):
    answered = member.post(f"/fr/answer/{row.public_id}/answer/", {"answer": "accept", "version": row.version})
    page = member.get(answered["Location"]).content.decode()

    assert "Amal Exemple" in page
    assert "06 39 98 10 01" in page
    assert "cherche un toit" not in page, "the need in her words was not shared"
    [read] = reads_of(here.person.pk).filter(what="identity")
    assert read.account_id == here.member.account_id


def test_nothing_shows_once_the_consent_is_taken_back(member: Client, here: Town, row: Referral):
    casework.act("accept", row, here, at=now())
    people.withdraw_consent(consent_public_id=row.consent.public_id, by=here.herself, at=now())

    assert "Amal" not in member.get(f"/fr/answer/{row.public_id}/").content.decode()


def test_the_whole_way_and_its_refusals(member: Client, here: Town, row: Referral):
    page = f"/fr/answer/{row.public_id}/"
    assert member.post(f"{page}outcome/", {"outcome-outcome": "given"}).status_code == 200, "that comes after a yes"
    assert member.post(f"{page}answer/", {"answer": "ask", "words": "Quand ?"}).status_code == 302
    stale = member.post(f"{page}answer/", {"answer": "accept", "version": 1})
    assert stale.status_code == 200
    assert member.post(f"{page}answer/", {"answer": "accept"}).status_code == 302
    assert member.post(f"{page}start/", {}).status_code == 302
    assert member.post(f"{page}outcome/", {"outcome-outcome": "not_given"}).status_code == 200, "no reason"
    told = {"outcome-outcome": "not_given", "outcome-reason": "did_not_come", "outcome-words": "Deux fois"}
    assert member.post(f"{page}outcome/", told).status_code == 302
    row.refresh_from_db()

    assert (row.state, row.outcome, row.reason) == ("done", "not_given", "did_not_come")
    assert "Amal" not in member.get(page).content.decode()


def test_given_back(member: Client, here: Town, row: Referral):
    casework.act("accept", row, here, at=now())
    assert member.post(f"/fr/answer/{row.public_id}/return/", {"return-reason": "area"}).status_code == 302
    row.refresh_from_db()

    assert row.state == "returned"


def test_others_get_the_same_page_as_for_nothing(here: Town, row: Referral):
    elsewhere = casework.town()
    stranger = access.organisation(name="Elsewhere")
    for actor in (elsewhere.member, elsewhere.worker, access.worker(stranger, "provider"), here.worker):
        client = signed_in(actor)
        nothing = client.get(f"/fr/answer/{uuid4()}/")
        assert same_nothing(client.get(f"/fr/answer/{row.public_id}/"), nothing)
        assert client.post(f"/fr/answer/{row.public_id}/answer/", {"answer": "accept"}).status_code == 404
    for role in ("manager", "admin", "dpo"):
        client = signed_in(access.worker(here.controller, role))
        assert client.get(f"/fr/answer/{row.public_id}/").status_code == 404
        assert client.get("/fr/answer/").status_code == 404


def test_signed_out_one_is_asked_to_sign_in(client: Client, row: Referral):
    assert "/fr/sign-in/" in client.get(f"/fr/answer/{row.public_id}/")["Location"]
