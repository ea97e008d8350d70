"""The link of one request: opening it changes nothing, answering needs no account, and no name shows before its time."""

from datetime import timedelta

import pytest
from django.test import Client

from parvis.casework.models import Referral, ReferralLink
from parvis.core.audit import reads_of
from parvis.core.clock import now
from parvis.core.models import Change
from tests.factories import casework
from tests.factories.casework import Town
from tests.web.host.conftest import SECRETS, signed_in


def told(client: Client, token: str, **fields: str) -> int:
    return client.post(f"/fr/r/{token}/answer/", fields).status_code


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_preview_names_nobody(client: Client, token: str, language: str):
    response = client.get(f"/{language}/r/{token}/")
    html = response.content.decode()

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin", "the token goes to no other site"
    assert "noindex" in response["X-Robots-Tag"]
    assert "<script" not in html
    assert casework.PREVIEW in html
    assert not [one for one in SECRETS if one in html]


def test_opening_changes_nothing_and_is_noted(client: Client, here: Town, token: str):
    before = (Change.objects.count(), Referral.objects.values().get(), ReferralLink.objects.values().get())
    client.get(f"/fr/r/{token}/")

    assert (Change.objects.count(), Referral.objects.values().get(), ReferralLink.objects.values().get()) == before
    [read] = reads_of(here.person.pk).filter(what="preview")
    assert read.organisation_id == here.receiver.pk


def test_a_wrong_link_is_no_page(client: Client, token: str):
    for address in (f"/fr/r/{token[:-1]}/", f"/fr/r/{token}x/", "/fr/r/x/answer/"):
        assert client.get(address).status_code in {404, 302}
    assert client.get(f"/fr/r/{token[:-1]}/").status_code == 404
    assert client.post("/fr/r/wrong/answer/", {"answer": "accept"}).status_code == 404


def test_a_link_is_bound_to_its_request(client: Client, here: Town, token: str):
    other = casework.town()
    second = casework.sent(other, at=now())
    assert told(client, token, answer="accept") == 302
    second.refresh_from_db()

    assert second.state == "sent"


def test_an_expired_link_says_so_whatever_is_sent(client: Client, token: str, row: Referral):
    ReferralLink.objects.update(expires_at=now() - timedelta(seconds=1))
    for answer in (
        client.get(f"/fr/r/{token}/"),
        client.post(f"/fr/r/{token}/answer/", {"answer": "accept"}),
        client.post(f"/fr/r/{token}/code/"),
        client.get(f"/fr/r/{token}/open/"),
        client.post(f"/fr/r/{token}/open/", {"code": "BCDFGHJK"}),
    ):
        assert answer.status_code == 410
        assert b"tel:" in answer.content
    row.refresh_from_db()
    assert row.state == "sent"


def test_yes_then_begun_then_given(client: Client, token: str, row: Referral):
    for step, fields, state in (
        ("answer", {"answer": "accept"}, "accepted"),
        ("start", {}, "active"),
        ("outcome", {"outcome-outcome": "given"}, "done"),
    ):
        assert client.post(f"/fr/r/{token}/{step}/", fields)["Location"] == f"/fr/r/{token}/"
        row.refresh_from_db()
        assert row.state == state
        page = client.get(f"/fr/r/{token}/")
        assert page.status_code == 200
        assert not [one for one in SECRETS if one in page.content.decode()], state
    assert row.share.state == "closed"


def test_no_needs_its_reason_and_nothing_typed_is_lost(client: Client, token: str, row: Referral):
    page = client.post(f"/fr/r/{token}/answer/", {"answer": "decline", "words": "Peut-être en mars"})
    assert page.status_code == 200
    assert b'class="summary"' in page.content
    assert "Peut-être en mars" in page.content.decode()
    assert told(client, token, answer="decline", reason="full") == 302
    row.refresh_from_db()

    assert (row.state, row.reason) == ("declined", "full")


def test_a_question_waits_and_the_answer_shows(client: Client, here: Town, token: str, row: Referral):
    assert told(client, token, answer="ask") == 200, "a question needs its words"
    assert told(client, token, answer="ask", words="Un ascenseur ?") == 302
    page = client.get(f"/fr/r/{token}/").content.decode()
    assert "Un ascenseur ?" in page
    assert 'value="ask"' not in page
    casework.act("reply", row, here, at=now())

    assert "From Monday." in client.get(f"/fr/r/{token}/").content.decode()


def test_the_same_form_twice_is_one_answer(client: Client, token: str):
    assert told(client, token, answer="accept", once="a" * 32) == 302
    assert told(client, token, answer="accept", once="a" * 32) == 302
    page = client.post(f"/fr/r/{token}/answer/", {"answer": "decline", "reason": "full", "once": "b" * 32})

    assert page.status_code == 200
    assert b'class="summary"' in page.content, "a late second thought gets a sentence"


@pytest.mark.parametrize("state", ["declined", "withdrawn", "returned", "done"])
def test_what_has_ended_shows_its_end_and_no_form(client: Client, here: Town, state: str):
    casework.referral_in(state, here, at=now())
    html = client.get(f"/fr/r/{casework.token()}/").content.decode()

    assert casework.PREVIEW not in html
    assert 'name="answer"' not in html
    assert 'class="banner' in html


def test_given_back_after_a_yes(client: Client, token: str, row: Referral):
    told(client, token, answer="accept")
    assert client.post(f"/fr/r/{token}/return/", {}).status_code == 200
    assert client.post(f"/fr/r/{token}/return/", {"return-reason": "full"}).status_code == 302
    row.refresh_from_db()

    assert row.state == "returned"


def test_no_form_is_answered_by_looking(client: Client, token: str, row: Referral):
    for step in ("answer", "start", "outcome", "return", "code"):
        assert client.get(f"/fr/r/{token}/{step}/")["Location"] == f"/fr/r/{token}/"
    row.refresh_from_db()

    assert row.state == "sent"


def test_a_question_waits_for_nobody_once_the_decision_is_there(here: Town, row: Referral, token: str) -> None:
    page, waits, decided = f"/en/r/{token}/", "waits for the sender", "The decision did not wait for an answer."
    casework.act("ask", row, here, at=now())
    assert waits in Client().get(page).content.decode()
    casework.act("accept", row, here, at=now())
    provider = Client().get(page).content.decode()
    desk = signed_in(here.worker).get(f"/en/staff/referrals/{row.public_id}/").content.decode()
    assert waits not in provider and decided in provider and decided in desk
