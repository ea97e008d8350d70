"""Hosts at the desk: found, registered once, their parts and checks, the keys of their own page, what they allow."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from parvis.access.models import Account
from parvis.core.house import house
from parvis.core.models import Read
from parvis.people import queries
from parvis.people.models import Consent, NoticeGiven, Part, Person
from tests.factories import access, people
from tests.web.staff.conftest import Desk

NOTICE = {"language": "fr", "text_version": "host-2026-1", "manner": "written", "given": "on"}
ABOUT = {"once": "the-first", "name": "Solène Exemple", "language": "fr", "part": "mentor", "contact_kind": "phone", "contact": "06 39 98 10 61",
         "safety": "yes"}  # fmt: skip


def hidden(answer: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found is not None
    return found[1]


@pytest.fixture
def host(desk: Desk) -> Person:
    return people.host(desk.worker, "Odile Exemple", at=desk.at, contact=people.phone())


def page(desk: Desk, path: str, language: str = "en") -> str:
    answer = desk.client.get(desk.url(path, language))
    assert answer.status_code == 200, path
    return answer.content.decode()


def searched(desk: Desk, path: str, name: str) -> str:
    """A name is posted: it stands in no address."""
    answer = desk.client.post(desk.url(path, "en"), {"q": name})
    assert answer.status_code == 200, path
    return answer.content.decode()


def begin(desk: Desk, **about: str) -> tuple[str, HttpResponse]:
    """As far as the look at who is registered already."""
    form = desk.client.post(desk.url("hosts/new/"), NOTICE).url
    check = desk.client.post(form, ABOUT | about)
    assert check.status_code == 302, check.content.decode()
    return check.url, desk.client.get(check.url)


def test_the_list_is_honest_when_it_is_empty_and_says_no_more_than_it_must(desk: Desk) -> None:
    assert "Nobody here yet" in page(desk, "hosts/")
    who = people.host(desk.worker, "Odile Exemple", at=desk.at, contact=people.phone())
    html = page(desk, "hosts/")
    assert "Odile Exemple" in html
    assert "check asked for" in html
    assert "98 10" not in html, "no way to reach her in a list"
    assert "Odile Exemple" not in page(desk, "hosts/?part=tutor")
    assert Read.objects.filter(person_id=who.pk, what="list").count() == 1


def test_the_search_finds_hosts_and_reads_nobody_else(desk: Desk, host: Person) -> None:
    newcomer = people.person(desk.worker, "Odile Autre", at=desk.at)
    html = searched(desk, "hosts/", "odile")
    assert "Odile Exemple" in html
    assert "Odile Autre" not in html
    assert not Read.objects.filter(person_id=newcomer.pk).exists()
    assert "No host of this name" in searched(desk, "hosts/", "personne")
    assert "host found" not in page(desk, "hosts/?q=odile")


def test_a_host_is_registered_after_her_notice_and_asked_little(desk: Desk) -> None:
    refused = desk.client.post(desk.url("hosts/new/"), NOTICE | {"given": ""})
    assert refused.status_code == 200
    form = desk.client.post(desk.url("hosts/new/"), NOTICE).url
    html = desk.client.get(form).content.decode()
    for asked_of_newcomers in ("stage", "gender", "birth", "quarter", "household"):
        assert f'name="{asked_of_newcomers}"' not in html
    check, shown = begin(desk)
    sent = {"once": hidden(shown, "once"), "kept": hidden(shown, "kept")}
    before = Person.objects.count()
    first, second = desk.client.post(check, sent), desk.client.post(check, sent)
    assert first.url == second.url, "pressed twice, registered once"
    assert Person.objects.count() == before + 1
    made = Person.objects.latest("pk")
    assert first.url == desk.url(f"hosts/{made.public_id}/")
    assert (made.stage, made.parts.get().part, made.contacts.get().safety) == ("unknown", "mentor", "yes")
    assert NoticeGiven.objects.get(person=made).version == "host-2026-1"


def test_somebody_registered_already_gets_the_part_and_is_not_registered_twice(desk: Desk) -> None:
    amal = people.person(desk.worker, "Solène Exemple", at=desk.at)
    check, shown = begin(desk)
    assert "Perhaps known already" in desk.client.get(check.replace("/fr/", "/en/")).content.decode()
    before = Person.objects.count()
    answer = desk.client.post(
        check, {"once": hidden(shown, "once"), "kept": hidden(shown, "kept"), "person": str(amal.public_id)}
    )
    assert answer.url == desk.url(f"hosts/{amal.public_id}/")
    assert Person.objects.count() == before
    assert set(Part.objects.filter(person=amal).values_list("part", flat=True)) == {"newcomer", "mentor"}
    assert NoticeGiven.objects.filter(person=amal).count() == 2


def test_nobody_of_another_register_can_be_pointed_at(desk: Desk) -> None:
    elsewhere = people.host(access.worker(access.controller()), at=desk.at)
    check, shown = begin(desk)
    sent = {"once": hidden(shown, "once"), "kept": hidden(shown, "kept"), "person": str(elsewhere.public_id)}
    assert desk.client.post(check, sent).status_code == 404
    assert Part.objects.filter(person=elsewhere).count() == 1


def test_a_draft_of_a_host_is_none_of_the_reception(desk: Desk) -> None:
    form = desk.client.post(desk.url("hosts/new/"), NOTICE).url
    number = form.split("/")[-2]
    assert desk.client.get(desk.url(f"receive/{number}/")).url == desk.url("receive/")
    assert desk.client.get(desk.url(f"hosts/new/{uuid4()}/")).url == desk.url("hosts/new/")


@pytest.mark.parametrize(
    ("body", "said"),
    [("Nulle part du tout", "We know no organisation"), ("Organisation", "Several are called so")],
)
def test_the_organisation_is_found_by_its_name_or_it_is_said(desk: Desk, body: str, said: str) -> None:
    access.organisation(), access.organisation()
    form = desk.client.post(desk.url("hosts/new/", "en"), NOTICE).url
    answer = desk.client.post(form, ABOUT | {"body": body})
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "Solène Exemple" in answer.content.decode(), "nothing typed is lost"


def test_a_part_of_the_name_is_enough_where_it_is_one(desk: Desk) -> None:
    employer = access.organisation(name="L’Atelier des Mains")
    check, shown = begin(desk, body="atelier mains", part="tutor")
    desk.client.post(check, {"once": hidden(shown, "once"), "kept": hidden(shown, "kept")})
    assert Part.objects.get(part="tutor").organisation_id == employer.pk


def test_her_page_says_what_she_does_and_how_to_reach_her(desk: Desk, host: Person) -> None:
    html = page(desk, f"hosts/{host.public_id}/")
    assert "Mentor" in html
    assert "39 98 10 01" in html
    assert "Open a file" not in html, "a host is no newcomer"
    assert Read.objects.filter(person_id=host.pk, what="record").count() == 1


def test_one_more_part_after_its_notice_only(desk: Desk, host: Person) -> None:
    address = desk.url(f"hosts/{host.public_id}/parts/new/", "en")
    assert 'value="newcomer"' in desk.client.get(address).content.decode()
    told = desk.client.get(f"{address}?part=resident").content.decode()
    assert 'name="given"' not in told, "the notice of hosts she has had"
    assert desk.client.post(address, {"part": "resident"}).status_code == 302
    newcomer = desk.client.get(f"{address}?part=newcomer").content.decode()
    assert 'name="given"' in newcomer
    assert 'name="body"' not in newcomer, "nobody arrives for an organisation"
    assert desk.client.post(address, {"part": "newcomer"}).status_code == 200
    newcomers = {"part": "newcomer", **NOTICE, "text_version": "2026-1"}
    assert desk.client.post(address, newcomers).status_code == 302
    assert set(Part.objects.filter(person=host).values_list("part", flat=True)) == {"mentor", "resident", "newcomer"}
    assert "Open a file" in page(desk, f"hosts/{host.public_id}/")
    again = desk.client.post(address, {"part": "resident"})
    assert "does this already" in again.content.decode()


def test_an_ended_part_is_told_as_history(desk: Desk, host: Person) -> None:
    part = Part.objects.get(person=host)
    address = desk.url(f"hosts/{host.public_id}/parts/{part.public_id}/end/")
    assert desk.client.get(address).status_code == 405
    desk.client.post(address)
    part.refresh_from_db()
    assert part.ends_on == house().day(desk.at)
    html = page(desk, f"hosts/{host.public_id}/")
    assert "Before (1)" in html
    assert "Nothing now" in html
    assert "Odile Exemple" not in page(desk, "hosts/"), "the list is of today"


def test_the_check_keeps_the_kind_of_paper_and_its_day(desk: Desk, host: Person) -> None:
    part = Part.objects.get(person=host)
    address = desk.url(f"hosts/{host.public_id}/parts/{part.public_id}/check/", "en")
    version = hidden(desk.client.get(address), "version")
    wrong = desk.client.post(address, {"vetting": "valid", "version": version})
    assert wrong.status_code == 200
    assert "Choose which kind of paper" in wrong.content.decode()
    until = (desk.at + timedelta(days=200)).date().isoformat()
    good = {"vetting": "valid", "paper": "record", "until": until, "version": version}
    assert desk.client.post(address, good).status_code == 302
    assert "Extract of the criminal record" in page(desk, f"hosts/{host.public_id}/")
    stale = desk.client.post(address, {"vetting": "asked", "version": version})
    assert "Somebody else changed this" in stale.content.decode()
    assert queries.has_valid_check([host.pk], desk.at) == {host.pk}


def test_a_part_of_somebody_else_is_nobodys_part(desk: Desk, host: Person) -> None:
    other = people.host(desk.worker, at=desk.at)
    theirs = Part.objects.get(person=other).public_id
    for part in (theirs, uuid4()):
        assert desk.client.get(desk.url(f"hosts/{host.public_id}/parts/{part}/check/")).status_code == 404
    assert desk.client.post(desk.url(f"hosts/{host.public_id}/parts/{theirs}/end/")).status_code == 404


def test_a_card_and_a_link_for_her_own_page_are_shown_once(desk: Desk, host: Person) -> None:
    card = desk.url(f"hosts/{host.public_id}/card/")
    made = desk.client.post(card, {"once": "c1"}).content.decode()
    assert "idcard" in made
    address = re.search(r'<bdi class="address" dir="ltr">([^<]+)</bdi>', made)
    assert address, "the address stands in letters as well"
    assert Client().get("/" + address[1].split("/", 1)[1])["Location"].endswith("/my/open/")
    assert "idcard" not in desk.client.post(card, {"once": "c1"}).content.decode()

    address = desk.url(f"hosts/{host.public_id}/account/", "en")
    assert "Three letters or more" in desk.client.post(address, {"username": "é"}).content.decode()
    answer = desk.client.post(address, {"username": "odile", "once": "a1"})
    html = answer.content.decode()
    found = re.search(r"/fr/welcome/([\w-]+)/", html)
    assert found is not None, "in her language"
    assert "Odile Exemple" not in html.split('class="card paper')[1]
    assert "welcome" not in desk.client.post(address, {"username": "odile", "once": "a1"}).content.decode()
    assert "waits until" in page(desk, f"hosts/{host.public_id}/own/")

    words = {"username": "odile", "password": people.PASSWORD, "again": people.PASSWORD}
    assert Client().post(f"/fr/welcome/{found[1]}/", words).status_code == 302
    html = page(desk, f"hosts/{host.public_id}/own/")
    assert "odile" in html
    assert "End the account" in html
    assert 'name="username"' not in page(desk, f"hosts/{host.public_id}/account/")
    desk.client.post(desk.url(f"hosts/{host.public_id}/account/end/"))
    assert "No account" in page(desk, f"hosts/{host.public_id}/own/")
    assert not Account.objects.get(username="odile").is_active


def test_a_host_says_yes_to_being_known_at_the_desk_and_no_longer(desk: Desk, host: Person) -> None:
    body = desk.service.organisation
    address = desk.url(f"hosts/{host.public_id}/consents/new/", "en")
    asked = desk.client.get(f"{address}?q={body.name}").content.decode()
    assert 'value="participation"' in asked
    assert 'value="casework"' not in asked, "no file is kept of a host"
    facts = {
        "purpose": "participation", "recipient": str(body.public_id), "fields_allowed": ["identity", "contact"],
        "manner": "oral", "language": "fr", "text_version": "2026-2", "q": body.name, "do": "give",
    }  # fmt: skip
    assert 'value="needs"' not in asked, "of a participant no more is given than who she is"
    more = facts | {"fields_allowed": ["identity", "needs"]}
    assert desk.client.post(address, more).status_code == 200
    of_a_file = desk.client.post(desk.url(f"cases/{desk.case.public_id}/consents/new/", "en"), more)
    assert "only the name" in of_a_file.content.decode()
    assert not Consent.objects.filter(purpose="participation").exists()
    assert desk.client.post(address, facts).status_code == 302
    consent = Consent.objects.get(person=host)
    assert (consent.purpose, consent.recipient, consent.fields) == ("participation", body, ["identity", "contact"])
    assert body.name in page(desk, f"hosts/{host.public_id}/own/")
    desk.client.post(desk.url(f"hosts/{host.public_id}/consents/{consent.public_id}/withdraw/"))
    consent.refresh_from_db()
    assert consent.state == "withdrawn"


def test_a_consent_of_somebody_else_is_not_taken_back_here(desk: Desk, host: Person) -> None:
    other = people.consent(desk.worker, desk.person, None, at=desk.at)
    answer = desk.client.post(desk.url(f"hosts/{host.public_id}/consents/{other.public_id}/withdraw/"))
    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.state == "given"


def test_among_people_a_host_leads_to_her_page_and_a_newcomer_to_a_file(desk: Desk, host: Person) -> None:
    html = searched(desk, "people/", "Odile")
    assert f"/en/staff/hosts/{host.public_id}/" in html
    assert "Open a file" not in html
    people.begin(desk.worker, desk.person, "volunteer", at=desk.at)
    both = searched(desk, "people/", "أمل")
    assert f"/en/staff/cases/{desk.case.public_id}/" in both
    assert f"/en/staff/hosts/{desk.person.public_id}/" in both
    assert f"/en/staff/cases/{desk.case.public_id}/" in page(desk, f"hosts/{desk.person.public_id}/")
    assert f"/en/staff/hosts/{desk.person.public_id}/" in page(desk, f"cases/{desk.case.public_id}/file/")


def test_the_room_of_hosts_is_in_the_navigation(desk: Desk) -> None:
    assert 'href="/fr/staff/hosts/" aria-current="page"' in page(desk, "hosts/", "fr")
