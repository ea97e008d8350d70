"""Every page of the staff in a left-to-right and a right-to-left language, private, and only for those who work there."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.access.models import Account
from parvis.kernel.actor import Actor
from tests.factories import access, casework, people
from tests.web.staff.conftest import Desk

PAGES = {
    "day": "day/",
    "week": "day/?tab=week",
    "waiting": "day/?tab=waiting",
    "team": "day/?tab=team",
    "receive": "receive/?language=ar",
    "people": "people/",
    "by_number": "people/?q={number}",
    "case": "cases/{case}/",
    "notes": "cases/{case}/?kind=note",
    "file": "cases/{case}/file/",
    "needs": "cases/{case}/needs/",
    "plan": "cases/{case}/plan/",
    "plan_new": "cases/{case}/plan/new/",
    "plan_print": "cases/{case}/plan/print/",
    "consents": "cases/{case}/consents/",
    "consent_new": "cases/{case}/consents/new/?q=Lilas",
    "card": "cases/{case}/card/",
    "appointment_new": "cases/{case}/appointments/new/",
    "places": "needs/{need}/places/",
    "by_hand": "needs/{need}/places/?q=toit",
    "refer": "needs/{need}/refer/",
    "refer_to": "needs/{need}/refer/?to={service}",
    "referrals": "referrals/",
}


def address(page: str, desk: Desk, language: str = "fr") -> str:
    filled = PAGES[page].format(
        case=desk.case.public_id, need=desk.need.public_id, service=desk.service.public_id, number=desk.case.number
    )
    return desk.url(filled, language)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_shown_and_kept_by_nobody(page: str, language: str, desk: Desk) -> None:
    answer = desk.client.get(address(page, desk, language))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    html = answer.content.decode()
    assert f'lang="{language}"' in html
    assert "<script" not in html
    title = html.split("<title>")[1].split("</title>")[0]
    assert "أمل" not in title


@pytest.mark.parametrize("role", ["manager", "provider", "admin", "dpo"])
@pytest.mark.parametrize("page", PAGES)
def test_other_roles_find_no_such_page(page: str, role: str, desk: Desk, sign_in: Callable[[Actor], Client]) -> None:
    other = access.worker(desk.worker_organisation, role)
    assert sign_in(other).get(address(page, desk)).status_code == 404


def test_another_town_finds_no_such_file(desk: Desk, sign_in: Callable[[Actor], Client]) -> None:
    stranger = sign_in(access.worker(access.controller()))
    for page in ("case", "file", "needs", "plan", "plan_new", "consents", "card", "appointment_new", "places", "refer"):
        assert stranger.get(address(page, desk)).status_code == 404, page


def test_the_person_is_found_by_name_and_by_number(desk: Desk) -> None:
    here = f"/cases/{desk.case.public_id}/"
    assert here in desk.client.get(address("by_number", desk)).content.decode()
    for typed in ("أمل", desk.case.number):
        assert here in desk.client.post(address("people", desk), {"q": typed}).content.decode()
    nobody = desk.client.post(address("people", desk), {"q": "Personne"})
    assert nobody.status_code == 200
    assert here not in nobody.content.decode()


def test_a_name_stands_in_no_address(desk: Desk) -> None:
    page = desk.client.get(address("people", desk)).content.decode()
    assert '<form class="filters" method="post"' in page
    ignored = desk.client.get(desk.url("people/?q=أمل")).content.decode()
    assert 'value="أمل"' not in ignored
    with CaptureQueriesContext(connection) as asked:
        found = desk.client.post(address("people", desk), {"q": "أمل"})
    assert len(asked) <= 10
    assert "no-store" in found["Cache-Control"]


def test_the_file_of_a_member_of_the_household_is_one_step_away(desk: Desk) -> None:
    child = people.person(desk.worker, "نديم إكزمبل", at=desk.at, birth=people.born(2017))
    case = casework.case(desk.worker, child, at=desk.at)
    people.household(desk.worker, (desk.person, "adult"), (child, "child"), at=desk.at)
    page = desk.client.get(address("case", desk))
    assert f"/people/{child.public_id}/" in page.content.decode()
    onward = desk.client.get(desk.url(f"people/{child.public_id}/"))
    assert onward.url == desk.url(f"cases/{case.public_id}/")


def test_who_works_for_two_says_for_whom(desk: Desk) -> None:
    other = access.controller()
    access.membership(Account.objects.get(pk=desk.worker.account_id), other, "caseworker")
    page = desk.client.get(desk.url("day/")).content.decode()
    assert f'name="organisation" value="{other.pk}"' in page
    desk.client.post("/fr/act-for/", {"organisation": other.pk})
    assert desk.client.get(desk.url("day/")).context["shell"].standing.organisation_name == other.name
    assert desk.client.get(address("case", desk)).status_code == 404


def test_a_member_without_a_file_leads_to_opening_one(desk: Desk) -> None:
    child = people.person(desk.worker, "نديم إكزمبل", at=desk.at, birth=people.born(2017))
    people.household(desk.worker, (desk.person, "adult"), (child, "child"), at=desk.at)
    answer = desk.client.get(desk.url(f"people/{child.public_id}/"))
    assert answer.status_code == 200
    assert desk.url(f"people/{child.public_id}/open/") in answer.content.decode()


def test_the_manager_sees_figures_and_no_name(desk: Desk, sign_in: Callable[[Actor], Client]) -> None:
    manager = sign_in(access.worker(desk.worker_organisation, "manager"))
    answer = manager.get(desk.url("figures/"))
    assert answer.status_code == 200
    assert "أمل" not in answer.content.decode()
