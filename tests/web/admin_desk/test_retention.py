"""The pages of retention: what is due, what is kept, what was erased; each for whom it is for."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from parvis.casework.models import Case
from parvis.core.clock import now
from parvis.core.models import Read
from parvis.kernel.actor import Actor
from parvis.oversight import actions
from parvis.oversight.models import Hold
from parvis.people.models import Part, Person
from tests.factories import access, casework, people
from tests.factories.casework import Town
from tests.own_keys import own_keys
from tests.web.host.conftest import signed_in

__all__ = ["own_keys"]
RETENTION = "/fr/admin/retention/"


@pytest.fixture
def here(own_keys: object, db: None) -> Town:
    return casework.town()


@pytest.fixture
def officer(here: Town) -> Client:
    return signed_in(access.worker(here.controller, "dpo", name="Odette P."))


def day(days: int) -> str:
    return (now() + timedelta(days=days)).date().isoformat()


def placed(here: Town, **more: str) -> dict[str, str]:
    return {"record": here.case.number, "reason": "claim", "words": "Affaire 26/114", "review_on": day(60), **more}


def long_ago(days: int = 731) -> None:
    at = now() - timedelta(days=days)
    Person.objects.update(registered_at=at)
    Part.objects.update(starts_on=at.date())
    Case.objects.update(state="closed", closed_at=at)


def persons_in(html: str) -> list[str]:
    """Tonight, and within 30 days."""
    row = html.partition("Personnes, avec tout ce qui les concerne")[2].partition("</tr>")[0]
    return re.findall(r'<span class="num">(\d+)</span>', row)


def test_what_is_due_is_told_in_numbers_to_the_officer_of_that_register(here: Town, officer: Client) -> None:
    casework.town()
    long_ago()
    html = officer.get(RETENTION).content.decode()
    assert persons_in(html) == ["1", "0"], "the other register's is not hers"
    assert "Amal" not in html
    assert officer.get("/ar/admin/retention/").status_code == 200
    long_ago(710)
    assert persons_in(officer.get(RETENTION).content.decode()) == ["0", "1"]


def test_a_hold_goes_its_way_over_the_pages(here: Town, officer: Client) -> None:
    given = placed(here, once="a" * 32)
    assert officer.post(f"{RETENTION}holds/new/", given).status_code == 302
    assert officer.post(f"{RETENTION}holds/new/", given).status_code == 302
    row = Hold.objects.get()
    code = str(here.person.public_id)[:8].upper()
    html = officer.get(f"{RETENTION}holds/").content.decode()
    assert code in html
    assert "Amal" not in html
    page = f"{RETENTION}holds/{row.public_id}/"
    assert "Affaire 26/114" in officer.get(page).content.decode()
    admin = signed_in(access.worker(here.controller, "admin"))
    assert admin.get(page).status_code == 404
    assert "attend votre oui" not in admin.get("/fr/admin/").content.decode()
    assert officer.post(f"{page}review/", {"review_on": day(90), "version": "1"}).status_code == 302
    assert officer.post(f"{page}ask/", {"words": "Jugement rendu", "version": "2"}).status_code == 302
    own = officer.get(page).content.decode()
    assert "Jugement rendu" in own
    assert "lift/" not in own, "her own yes is not the second"
    assert "attend votre oui" in admin.get("/fr/admin/").content.decode()
    second = admin.get(page).content.decode()
    assert (code in second, "Affaire" in second, "Jugement" in second) == (True, False, False)
    assert admin.post(f"{page}ask/", {"words": "x"}).status_code == 404
    assert admin.post(f"{page}lift/", {"version": "3"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "lifted"
    assert Read.objects.filter(what="hold", person_id=here.person.pk, purpose="oversight").count() >= 4


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(here: Town, officer: Client) -> None:
    for wrong in (
        {"record": "V-9999"},
        {"review_on": day(-1)},
        {"review_on": "2027-02-31"},
        {"words": ""},
        {"reason": "x"},
    ):
        html = officer.post(f"{RETENTION}holds/new/", placed(here, **wrong)).content.decode()
        assert 'class="summary"' in html, wrong
        assert "Affaire 26/114" in html or "words" in wrong
    assert not Hold.objects.exists()
    officer.post(f"{RETENTION}holds/new/", placed(here))
    page = f"{RETENTION}holds/{Hold.objects.get().public_id}/"
    assert 'class="summary"' in officer.post(f"{page}review/", {"review_on": "x"}).content.decode()
    assert 'class="summary"' in officer.post(f"{page}ask/", {"words": " "}).content.decode()
    old = officer.post(f"{page}ask/", {"words": "Jugement", "version": "0"}).content.decode()
    assert "Jugement" in old
    again = officer.post(f"{RETENTION}holds/new/", placed(here)).content.decode()
    assert "déjà conservée" in again


def test_what_was_erased_is_certified_on_paper(here: Town, officer: Client) -> None:
    assert "Rien n’a encore été effacé" in officer.get(f"{RETENTION}certificates/").content.decode()
    long_ago()
    done = actions.purge(by=Actor.system("retention"), at=now())
    assert done.run in officer.get(f"{RETENTION}certificates/").content.decode()
    html = officer.get(f"{RETENTION}certificates/{done.run}/").content.decode()
    assert "Attestation d’effacement" in html
    assert "people_person 1" in html
    assert "730 jours après la dernière aide" in html
    elsewhere = signed_in(access.worker(access.controller(), "dpo"))
    assert elsewhere.get(f"{RETENTION}certificates/{done.run}/").status_code == 404


def test_who_works_on_a_closed_file_reads_until_when_and_never_why(here: Town, officer: Client) -> None:
    worker = signed_in(here.worker)
    page = f"/fr/staff/cases/{here.case.public_id}/file/"
    assert "Ce dossier est effacé le" not in worker.get(page).content.decode()
    Case.objects.update(state="closed", closed_at=now())
    assert "Ce dossier est effacé le" in worker.get(page).content.decode()
    officer.post(f"{RETENTION}holds/new/", placed(here))
    html = worker.get(page).content.decode()
    assert "Conservé pour une raison légale." in html
    assert "Ce dossier est effacé le" not in html
    assert "Affaire" not in html
    assert "réclamation" not in html


def test_she_reads_on_her_own_page_until_when_her_record_is_kept(here: Town, officer: Client, settings: object) -> None:
    people.account(here.worker, here.person, username="amal.own", at=now())
    client = Client()
    client.post("/fr/sign-in/", {"login": "amal.own", "password": people.PASSWORD})
    page = "/fr/my/reads/"
    assert "2 ans après la fin de notre aide" in client.get(page).content.decode()
    settings.PARVIS_RETENTION_DAYS = {"person": 500}
    assert "500 jours après la fin de notre aide" in client.get(page).content.decode()
    Case.objects.update(state="closed", closed_at=now())
    assert "votre dossier est effacé le" in client.get(page).content.decode()
    officer.post(f"{RETENTION}holds/new/", placed(here))
    html = client.get(page).content.decode()
    assert "conservé pour l’instant" in html
    assert "raison légale" not in html


def test_the_certificate_of_who_asked_for_it_names_no_clock(here: Town, officer: Client) -> None:
    by = Actor.system("retention", controller_id=here.controller.pk)
    run = actions.erase_on_request(record=str(here.person.public_id), by=by, at=now())
    html = officer.get(f"{RETENTION}certificates/{run}/").content.decode()
    assert "parce que la personne l’a demandé" in html
    assert "0 jour" not in html
    assert "qui l’a demandé" in html and "le temps est passé" not in html
