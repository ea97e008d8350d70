"""Every page of the path, and each thing that she can do."""

import re
from uuid import uuid4

import brotli
import pytest
from django.test import Client

from parvis.core.clock import now
from parvis.people import actions as people_actions
from parvis.people import queries as people_queries
from tests.factories import casework, people
from tests.factories.pages import same_nothing
from tests.web.newcomer.conftest import Path, open_path

PAGES = ["", "shared/", "consents/", "reads/"]
MAX_BYTES = 10_000


def pages_of(path: Path) -> list[str]:
    return [
        *PAGES,
        f"shared/{path.referral.public_id}/close/",
        f"consents/{path.consent.public_id}/withdraw/",
        f"appointments/{path.session.public_id}/cannot-come/",
    ]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_is_private_neutral_light_and_without_script(opened: Client, path: Path, language: str):
    for page in pages_of(path):
        response = opened.get(f"/{language}/my/{page}", headers={"accept-encoding": "br"})
        html = brotli.decompress(response.content).decode()

        assert response.status_code == 200, page
        assert "no-store" in response["Cache-Control"], page
        assert len(response.content) <= MAX_BYTES, page
        assert "<script" not in html, page
        assert 'class="exit"' in html, page
        title = re.search(r"<title>(.*?)</title>", html)
        assert title is not None
        assert not re.search(r"Amal|Foyer|Dossier", title[1]), page
        assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in html


def test_the_path_shows_the_next_step_who_is_there_and_what_was_shared(opened: Client, path: Path):
    html = opened.get("/fr/my/").content.decode()

    assert "Une facture" in html
    assert "Inès" in html
    assert "Inès D." not in html, "first names only"
    assert 'lang="ar" dir="rtl">الملف' in html
    assert "Foyer du Pont-Neuf" in html
    assert f"/fr/my/shared/{path.referral.public_id}/close/" in html


def test_cannot_come_is_said_once_the_consequences_were_shown(opened: Client, path: Path):
    address = f"/fr/my/appointments/{path.session.public_id}/cannot-come/"
    opened.get(address)
    path.session.refresh_from_db()
    assert path.session.state == "planned"

    assert opened.post(address).status_code == 302
    path.session.refresh_from_db()
    assert (path.session.state, path.session.cancelled_by) == ("cancelled", "person")
    assert opened.post(address).status_code == 200, "a second time is a sentence, not an error"


def test_done_is_claimed_by_her_and_what_others_claim_she_confirms(opened: Client, path: Path):
    opened.post(f"/fr/my/steps/{path.step.public_id}/done/")
    opened.post(f"/fr/my/steps/{path.claimed.public_id}/confirm/")
    path.step.refresh_from_db()
    path.claimed.refresh_from_db()

    assert (path.step.state, path.step.claimed_by) == ("claimed_done", "person")
    assert (path.claimed.state, path.claimed.confirmed_by) == ("confirmed", "person")


def test_what_she_said_herself_she_does_not_confirm(opened: Client, path: Path):
    opened.post(f"/fr/my/steps/{path.step.public_id}/done/")
    page = opened.post(f"/fr/my/steps/{path.step.public_id}/confirm/", follow=True)
    path.step.refresh_from_db()

    assert path.step.state == "claimed_done"
    assert b'class="banner no"' in page.content


def test_closing_a_share_closes_it_at_once(opened: Client, path: Path):
    address = f"/fr/my/shared/{path.referral.public_id}/close/"
    opened.get(address)
    path.referral.refresh_from_db()
    assert path.referral.state == "accepted", "reading what follows changes nothing"

    opened.post(address, {"version": path.referral.version})
    path.referral.refresh_from_db()
    assert path.referral.state == "withdrawn"
    assert path.referral.share.state == "closed"
    assert opened.get(address).status_code == 200


def test_a_stale_page_is_said_to_be_so_and_can_be_sent_again(opened: Client, path: Path):
    address = f"/fr/my/shared/{path.referral.public_id}/close/"
    page = opened.post(address, {"version": 1, "once": uuid4().hex})
    fresh = re.search(r'name="version" value="(\d+)"', page.content.decode())

    assert b'class="summary"' in page.content
    assert fresh is not None and int(fresh[1]) == path.referral.version


def test_taking_back_a_consent_closes_what_stood_on_it(opened: Client, path: Path):
    opened.post(f"/fr/my/consents/{path.consent.public_id}/withdraw/")
    path.referral.refresh_from_db()
    [consent] = people_queries.consents_of(path.town.herself, path.town.person.pk, now())

    assert consent.state == "withdrawn"
    assert path.referral.state == "withdrawn"
    assert path.referral.share.state == "closed"


def test_who_looked_stands_there_and_she_herself_does_not(opened: Client, path: Path):
    people_queries.person_view(path.town.worker, path.town.person.public_id, now())
    html = opened.get("/fr/my/reads/").content.decode()

    assert html.count("<tr>") >= 2
    assert "Inès" in html


def test_what_is_somebody_elses_does_not_exist(opened: Client, path: Path):
    other = casework.town()
    theirs = casework.sent(other, at=now())
    addresses = [
        f"/fr/my/shared/{theirs.public_id}/close/",
        f"/fr/my/consents/{theirs.consent.public_id}/withdraw/",
        f"/fr/my/appointments/{uuid4()}/cannot-come/",
    ]
    nothing = opened.get("/fr/my/nothing/")
    for address in addresses:
        for answer in (opened.get(address), opened.post(address)):
            assert same_nothing(answer, nothing), address
    step = casework.step(other.worker, other.case, at=now())
    assert opened.post(f"/fr/my/steps/{step.public_id}/done/").status_code == 404


def test_a_new_card_ends_the_session_of_the_old_one(opened: Client, path: Path):
    people.card(path.town.worker, path.town.person, pin="739182", at=now())

    assert opened.get("/fr/my/")["Location"] == "/fr/my/closed/"


def test_nobody_else_comes_in(client: Client, path: Path):
    for page in pages_of(path):
        assert client.get(f"/fr/my/{page}")["Location"] == "/fr/my/closed/", page


def test_the_language_can_be_changed_without_opening_again(client: Client, path: Path):
    open_path(client, path.token, language="ar")

    assert client.get("/es/my/").status_code == 200


def test_who_knows_her_where_she_takes_part_stands_beside_what_was_shared(client: Client, path: Path) -> None:
    here, at = path.town, now()
    who = people.person(here.worker, at=at)
    open_path(client, people.card(here.worker, who, pin="481526", at=at).token, language="en")
    nobody, known = "Nobody outside our team sees anything of you now.", "Where you take part, they know:"
    assert nobody in client.get("/en/my/").content.decode()
    consent = people.participation(here.worker, who, here.receiver, "identity", at=at)
    for page in ("/en/my/", "/en/my/shared/"):
        html = client.get(page).content.decode()
        assert known in html and here.receiver.name in html and nobody not in html, page
        assert f"/en/my/consents/{consent.public_id}/withdraw/" in html
    people_actions.withdraw_consent(consent_public_id=consent.public_id, by=people.herself(who), at=now())
    assert nobody in client.get("/en/my/").content.decode()
