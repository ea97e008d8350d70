"""Receiving somebody: the notice first, nothing typed lost, one file whatever the button is pressed."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

from django.http import HttpResponse
from django.utils.translation import override

from parvis.casework import actions as casework_actions
from parvis.casework.models import Case, Visit
from parvis.kernel.actor import Actor
from parvis.people.actions import Listed, bring_people
from parvis.people.entries import Birth, NewName
from parvis.people.models import HouseholdMember, NoticeGiven, Person
from parvis.web.staff import registration
from tests.factories import access, people
from tests.web.staff.conftest import Desk

NOTICE = {"language": "ar", "text_version": "2026-1", "manner": "interpreted", "interpreter": "Samira", "given": "on"}
ABOUT = {
    "once": "the-first",
    "name": "سلمى إكزمبل",
    "romanised": "Salma Exemple",
    "language": "ar",
    "birth": "year",
    "year": "1991",
    "gender": "not_said",
    "contact_kind": "phone",
    "contact": "06 39 98 10 77",
    "safety": "neutral_only",
}


def hidden(answer: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found is not None
    return found[1]


def draft(desk: Desk) -> str:
    answer = desk.client.post(desk.url("receive/"), NOTICE)
    assert answer.status_code == 302
    return answer.url


def test_without_the_notice_nothing_can_be_written_down(desk: Desk) -> None:
    answer = desk.client.post(desk.url("receive/"), NOTICE | {"given": "", "manner": ""})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'role="alert"' in html
    assert "Samira" in html
    lost = desk.client.get(desk.url(f"receive/{uuid4()}/"))
    assert lost.url == desk.url("receive/")


def test_from_notice_to_file(desk: Desk) -> None:
    about = draft(desk)
    assert desk.client.get(about).status_code == 200
    check = desk.client.post(about, ABOUT)
    assert check.url == f"{about}check/"
    page = desk.client.get(check.url)
    assert "Salma Exemple" in page.content.decode()
    made = desk.client.post(check.url, {"once": hidden(page, "once"), "kept": hidden(page, "kept")})
    case = Case.objects.latest("pk")
    assert made.url == desk.url(f"cases/{case.public_id}/")
    told = NoticeGiven.objects.get(person=case.person)
    assert (told.language, told.manner, told.interpreter, told.version) == ("ar", "interpreted", "Samira", "2026-1")
    assert case.person.names.get(kind="used").text == "سلمى إكزمبل"
    assert case.person.contacts.get().safety == "neutral_only"


def test_pressing_twice_makes_one_file(desk: Desk) -> None:
    about = draft(desk)
    check = desk.client.post(about, ABOUT).url
    page = desk.client.get(check)
    sent = {"once": hidden(page, "once"), "kept": hidden(page, "kept")}
    before = Person.objects.count()
    first, second = desk.client.post(check, sent), desk.client.post(check, sent)
    assert Person.objects.count() == before + 1
    assert first.url == second.url


def test_what_was_typed_survives_errors_and_the_way_back(desk: Desk) -> None:
    about = draft(desk)
    wrong = desk.client.post(about, ABOUT | {"year": "2190", "birth": "year", "contact": ""})
    assert wrong.status_code == 200
    assert "سلمى إكزمبل" in wrong.content.decode()
    again = desk.client.get(about).content.decode()
    assert "سلمى إكزمبل" in again
    assert 'value="2190"' in again


def test_the_sealed_copy_serves_when_the_session_is_gone(desk: Desk) -> None:
    about = draft(desk)
    page = desk.client.get(about)
    kept = hidden(page, "kept")
    session = desk.client.session
    session["drafts"] = {}
    session.save()
    assert desk.client.post(about, ABOUT | {"kept": kept}).url == f"{about}check/"


def test_a_nickname_and_a_language_are_enough(desk: Desk) -> None:
    about = draft(desk)
    assert desk.client.post(about, {"language": "ti", "birth": "not_said"}).status_code == 200
    check = desk.client.post(about, {"once": "the-first", "name": "ዮና", "language": "ti", "birth": "not_said"}).url
    page = desk.client.get(check)
    desk.client.post(check, {"once": hidden(page, "once"), "kept": hidden(page, "kept")})
    person = Case.objects.latest("pk").person
    assert (person.language, person.birth_precision, person.gender) == ("ti", "not_said", "unknown")


def test_a_similar_name_is_shown_before_a_second_file(desk: Desk) -> None:
    check = desk.client.post(draft(desk), ABOUT | {"name": "أمل إكزمبل", "romanised": ""}).url
    assert f"/cases/{desk.case.public_id}/" in desk.client.get(check).content.decode()


def test_who_is_perhaps_known_is_shown_with_the_reasons_and_stops_nobody(desk: Desk) -> None:
    check = desk.client.post(draft(desk), ABOUT | {"name": "أمل إكزمبل", "romanised": ""}).url.replace("/fr/", "/en/")
    page = desk.client.get(check)
    assert "Perhaps known already" in page.content.decode()
    assert "The same name" in page.content.decode()
    before = Person.objects.count()
    desk.client.post(check, {"once": hidden(page, "once"), "kept": hidden(page, "kept")})
    assert Person.objects.count() == before + 1


def test_to_look_asks_the_store_ten_times_at_most(
    desk: Desk, django_assert_max_num_queries: Callable[[int], AbstractContextManager]
) -> None:
    check = desk.client.post(draft(desk), ABOUT | {"name": "أمل إكزمبل", "romanised": ""}).url
    desk.client.get(check)
    with django_assert_max_num_queries(10):
        desk.client.get(check)


def test_somebody_of_another_team_is_not_named_at_the_desk(desk: Desk) -> None:
    """X-02, principle 6: that somebody is known elsewhere may be looked into by the keeper; who it is stays there."""
    elsewhere = access.worker(access.partner(access.Organisation.objects.get(pk=desk.worker.controller_id)))
    hidden_person = people.person(elsewhere, "Zeynab Rostami", at=desk.at)
    check = desk.client.post(draft(desk), ABOUT | {"name": "زینب رستمی", "romanised": ""}).url.replace("/fr/", "/en/")
    html = desk.client.get(check).content.decode()
    assert "Somebody may be known to another team" in html
    assert "Rostami" not in html
    assert str(hidden_person.public_id) not in html
    assert "Perhaps known already" not in html


def test_who_came_with_a_list_is_told_before_her_file_is_opened(desk: Desk) -> None:
    brought = Listed(source_id="R-1", names=[NewName(text="Almaz Tesfay")], birth=Birth(), language="ti")
    system = Actor.system("import.people", controller_id=desk.worker.controller_id)
    bring_people(people=[brought], source="camp", by=system, at=desk.at)
    person = Person.objects.get(origins__source="camp")
    person.organisation_id = desk.worker.organisation_id
    person.save(update_fields=["organisation"])
    opened = desk.client.post(desk.url(f"people/{person.public_id}/open/"))
    assert opened.url == desk.url(f"people/{person.public_id}/notice/")
    assert 'value="ti" selected' in desk.client.get(opened.url).content.decode()
    refused = desk.client.post(opened.url, NOTICE | {"given": ""})
    assert refused.status_code == 200
    assert not Case.objects.filter(person=person).exists()
    desk.client.post(opened.url, NOTICE | {"once": "told"})
    assert NoticeGiven.objects.get(person=person).interpreter == "Samira"
    assert Case.objects.filter(person=person).count() == 1


def test_a_relative_is_found_by_the_number_of_the_file(desk: Desk) -> None:
    people.household(desk.worker, (desk.person, "adult"), at=desk.at)
    check = desk.client.post(draft(desk), ABOUT | {"household": desk.case.number, "role": "partner"}).url
    page = desk.client.get(check)
    desk.client.post(check, {"once": hidden(page, "once"), "kept": hidden(page, "kept")})
    home = HouseholdMember.objects.get(person=desk.person).household
    assert set(home.members.values_list("role", flat=True)) == {"adult", "partner"}


def test_a_visit_is_taken_once_and_ends_with_the_file(desk: Desk) -> None:
    desk.client.post(desk.url("visits/new/"), {"language": "ar", "topic": "housing"})
    visit = Visit.objects.get()
    stale = desk.client.post(desk.url(f"visits/{visit.public_id}/take/"), {"version": visit.version + 5}, follow=True)
    assert 'class="banner no"' in stale.content.decode()
    taken = desk.client.post(desk.url(f"visits/{visit.public_id}/take/"), {"version": visit.version})
    assert f"visit={visit.public_id}" in taken.url
    about = desk.client.post(desk.url("receive/"), NOTICE | {"visit": str(visit.public_id)}).url
    check = desk.client.post(about, ABOUT).url
    page = desk.client.get(check)
    desk.client.post(check, {"once": hidden(page, "once"), "kept": hidden(page, "kept")})
    visit.refresh_from_db()
    assert visit.state == "done"
    assert visit.person_id == Case.objects.latest("pk").person_id


def test_a_visitor_may_leave(desk: Desk) -> None:
    visit = casework_actions.receive_visit(by=desk.worker, at=desk.at)
    desk.client.post(desk.url(f"visits/{visit.public_id}/close/"), {"left": "1"})
    visit.refresh_from_db()
    assert visit.state == "left"


def test_what_cannot_be_is_refused_at_its_own_field_and_never_asked_back(desk: Desk) -> None:
    about = draft(desk)
    absurd = ABOUT | {"year": "2031", "contact": "12", "household": "V-9999", "interpreter": "on"}
    before = Person.objects.count()
    answer = desk.client.post(about, absurd)
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert set(errors) == {"year", "contact", "household"}
    for kept in ("2031", 'value="12"', "V-9999", "سلمى إكزمبل"):
        assert kept in answer.content.decode()
    check = desk.client.get(f"{about}check/")
    assert set(check.context["form"].errors) == {"year", "contact", "household"}
    assert desk.client.post(f"{about}check/", {"once": "absurd"}).status_code == 200
    assert Person.objects.count() == before


def test_the_check_page_says_that_an_interpreter_is_wished_in_the_readers_language(desk: Desk) -> None:
    about = draft(desk)
    check = desk.client.post(about, ABOUT | {"interpreter": "on"}).url
    with override("fr"):
        form = desk.client.get(check).context["form"]
        rows = {one["label"]: one["value"] for one in registration.answers(form, "/")}
    assert rows["Langue"] == "arabe, interprète souhaité"
