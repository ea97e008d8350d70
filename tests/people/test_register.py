from datetime import date

import pytest

from parvis.access.choices import Role
from parvis.access.errors import NotAController
from parvis.core.models import Change, Read
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import actions, queries
from parvis.people.entries import Birth, NewContact, NewName, NoticeDone
from parvis.people.errors import NoticeMissing
from parvis.people.models import NoticeGiven, Person
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db


def register(by: Actor, **facts: object) -> Person:
    return people.person(by, **facts)


def problems(by: Actor, **facts: object) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        register(by, **facts)
    assert not Person.objects.exists(), "nothing is kept of what could not be taken"
    return refused.value.fields


def test_a_person_is_registered_with_a_name_and_nothing_else(worker: Actor) -> None:
    row = register(worker, name="أمل")
    view = people.view(worker, row)
    assert view.display_name == "أمل"
    assert (view.age.kind, view.gender, view.stage, view.quarter) == ("unknown", "unknown", "unknown", "")
    assert (view.contacts, view.household, view.speaks) == ((), (), ())


def test_what_she_says_is_kept_as_she_says_it(worker: Actor) -> None:
    row = register(
        worker,
        names=[NewName(text="  أمل   إكزمبل ", language="ar"), NewName(text="Amal Exemple", kind="romanised")],
        speaks=["ar", "en", "ar"],
        interpreter=True,
        gender="not_said",
        birth=Birth(precision="not_said"),
        stage="arrived",
        quarter="vieux-pont",
        pronunciation="A-mal",
        contact=people.phone(safety="neutral_only", note="le soir"),
    )
    view = people.view(worker, row)
    assert [name.text for name in view.names] == ["أمل إكزمبل", "Amal Exemple"]
    assert (view.age.kind, view.gender, view.speaks, view.interpreter) == ("not_said", "not_said", ("ar", "en"), True)
    contact = view.contacts[0]
    assert (contact.value, contact.safety, contact.note) == ("+33639981001", "neutral_only", "le soir")


def test_the_notice_is_kept_with_version_language_and_manner(worker: Actor) -> None:
    view = people.view(worker, register(worker))
    assert view.notice is not None
    assert (view.notice.version, view.notice.language, view.notice.manner) == ("2026-1", "ar", "interpreted")
    assert (view.notice.interpreter, view.notice.given_at) == ("Samira", NOW)


@pytest.mark.parametrize(
    "notice", [None, NoticeDone(version="", language="fr"), NoticeDone(version="2019-9", language="fr")]
)
def test_nothing_is_saved_before_the_notice(worker: Actor, notice: NoticeDone | None) -> None:
    with pytest.raises(NoticeMissing):
        actions.register(person=people.new_person(), notice=notice, by=worker, at=NOW)
    assert not Person.objects.exists()
    assert not NoticeGiven.objects.exists()


@pytest.mark.parametrize(
    ("precision", "value", "code"),
    [
        ("date", "31/02/1990", "not_a_date"),
        ("date", "٣١/٠٢/١٩٩٠", "not_a_date"),
        ("date", "hier", "not_a_date"),
        ("date", date(2026, 3, 11), "future"),
        ("date", "1899-12-31", "too_long_ago"),
        ("date", "", "missing"),
        ("date", None, "missing"),
        ("year", 2027, "future"),
        ("year", "1899", "too_long_ago"),
        ("year", 999999, "future"),
        ("year", "nineteen", "not_a_number"),
        ("about", 121, "too_long_ago"),
        ("about", "-3", "not_a_number"),
    ],
)
def test_an_absurd_birth_is_named(worker: Actor, precision: str, value: object, code: str) -> None:
    assert problems(worker, birth=Birth(precision=precision, value=value)) == {"birth": code}


@pytest.mark.parametrize("value", ["1990-03-08", "08/03/1990", "٠٨/٠٣/١٩٩٠", "۱۹۹۰-۰۳-۰۸", date(1990, 3, 8)])
def test_a_date_is_understood_in_any_digits(worker: Actor, value: object) -> None:
    view = people.view(worker, register(worker, birth=Birth(precision="date", value=value)))
    assert (view.birth, view.age.kind, view.age.years) == ("1990-03-08", "exact", 36)


@pytest.mark.parametrize(("precision", "value"), [("year", "١٩٩٠"), ("about", 36)])
def test_a_year_or_an_age_is_about(worker: Actor, precision: str, value: object) -> None:
    view = people.view(worker, register(worker, birth=Birth(precision=precision, value=value)))
    assert (view.age.kind, view.age.years) == ("about", 36)


def test_every_problem_is_named_at_once(worker: Actor) -> None:
    found = problems(
        worker,
        names=[NewName(text="   ")],
        language="klingonian!",
        gender="x",
        stage="moon",
        quarter="q" * 81,
        contact=NewContact(kind="phone", value="call me"),
        role="boss",
        speaks=["fr", "123"],
    )
    assert found == {
        "names": "missing",
        "language": "not_a_language",
        "gender": "not_a_choice",
        "stage": "not_a_choice",
        "quarter": "too_long",
        "contact": "not_a_phone",
        "role": "not_a_choice",
        "speaks": "not_a_language",
    }


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [("email", "amal at home", "not_an_email"), ("phone", "", "missing"), ("phone", "12", "not_a_phone")],
)
def test_a_contact_that_reaches_nobody_is_named(worker: Actor, kind: str, value: str, code: str) -> None:
    assert problems(worker, contact=NewContact(kind=kind, value=value)) == {"contact": code}


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.MANAGER, Role.ADMIN, Role.DPO])
def test_only_the_desk_registers(town: object, role: str) -> None:
    with pytest.raises(NotFound):
        register(access.worker(town, role))


def test_a_mere_listing_registers_nobody() -> None:
    with pytest.raises(NotFound):
        register(access.worker(access.organisation()))


def test_a_command_names_the_controller(town: object) -> None:
    by = Actor.system("import")
    facts = {"person": people.new_person(), "notice": people.NOTICE, "by": by, "at": NOW}
    with pytest.raises(NotAController):
        actions.register(**facts)
    with pytest.raises(NotAController):
        actions.register(**facts, controller_id=access.organisation().pk)
    row = actions.register(**facts, controller_id=town.pk, organisation_id=town.pk)
    assert (row.controller_id, row.organisation_id) == (town.pk, town.pk)


def test_nobody_writes_into_another_register(worker: Actor) -> None:
    with pytest.raises(NotFound):
        actions.register(
            person=people.new_person(), notice=people.NOTICE, controller_id=access.controller().pk, by=worker, at=NOW
        )


def test_every_row_says_who_wrote_it(worker: Actor) -> None:
    row = register(worker, contact=people.phone())
    written = Change.objects.filter(table__startswith="people_")
    named = {"people_person", "people_personname", "people_contactpoint", "people_noticegiven"}
    assert named | {"people_part"} == set(written.values_list("table", flat=True))
    assert set(written.values_list("actor", "organisation_id")) == {(worker.label, worker.organisation_id)}
    assert row.registered_by_id == worker.account_id


def test_looking_at_a_record_is_noted(worker: Actor) -> None:
    row = register(worker)
    people.view(worker, row)
    read = Read.objects.get(person_id=row.pk)
    assert (read.what, read.purpose, read.account_id, read.at) == ("record", "casework", worker.account_id, NOW)


def test_a_record_is_one_query_and_one_line_of_log(worker: Actor, django_assert_num_queries: object) -> None:
    row = register(worker, contact=people.phone())
    people.household(worker, (row, "adult"), (register(worker), "child"))
    with django_assert_num_queries(2):
        view = people.view(worker, row)
    assert [member.role for member in view.household] == ["child"]


def test_names_of_a_list_are_one_query(worker: Actor, django_assert_num_queries: object) -> None:
    rows = [register(worker, name=name) for name in ("Amal", "Sami")]
    with django_assert_num_queries(1):
        names = queries.display_names(worker, [row.pk for row in rows])
    assert list(names.values()) == ["Amal", "Sami"]
