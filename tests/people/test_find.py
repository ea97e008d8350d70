import pytest

from parvis.access.choices import Role
from parvis.core.models import Read
from parvis.kernel.actor import Actor
from parvis.people import queries
from parvis.people.entries import NewName
from parvis.people.models import NameKey
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db


def names(by: Actor, text: str, limit: int = 20) -> list[str]:
    return [hit.display_name for hit in queries.find(by, text, NOW, limit=limit)]


@pytest.mark.parametrize("typed", ["Mohamed", "mohammad", "MOHAMMED", "محمد", "Muhammad", "Mohamad", "Моха́мед"])
def test_a_name_is_found_however_it_is_written(worker: Actor, typed: str) -> None:
    people.person(worker, "محمد إكزمبل")
    assert names(worker, typed) == ["محمد إكزمبل"]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Олена", "Olena"),
        ("يوسف", "Youssef"),
        ("خالد", "Khaled"),
        ("شريف", "Cherif"),
        ("فاطمة", "Fatimah"),
        ("Éloïse", "eloise"),
    ],
)
def test_scripts_meet(worker: Actor, kept: str, typed: str) -> None:
    people.person(worker, kept)
    assert names(worker, typed) == [kept]


def test_every_word_must_lead_there(worker: Actor) -> None:
    people.person(worker, "Amal Exemple")
    people.person(worker, "Amal Haddad")
    assert names(worker, "exemple amal") == ["Amal Exemple"]
    assert names(worker, "amal nobody") == []
    assert sorted(names(worker, "amal")) == ["Amal Exemple", "Amal Haddad"]


def test_words_of_two_name_forms_may_be_mixed(worker: Actor) -> None:
    people.person(worker, names=[NewName(text="سامي إكزمبل"), NewName(text="Sami Exemple", kind="romanised")])
    (hit,) = queries.find(worker, "سامي Exemple", NOW)
    assert (hit.other_names, hit.exact) == (("Sami Exemple",), True)


def test_exact_ones_come_first(worker: Actor) -> None:
    people.person(worker, "Mohamed")
    people.person(worker, "Mahmoud Mohammad")
    hits = queries.find(worker, "mohamed", NOW)
    assert [(hit.display_name, hit.exact) for hit in hits] == [("Mohamed", True), ("Mahmoud Mohammad", False)]
    assert len(queries.find(worker, "mohamed", NOW, limit=1)) == 1


@pytest.mark.parametrize("typed", ["", "   ", "?!", "\x00", "’"])
def test_nothing_typed_finds_nobody(worker: Actor, typed: str) -> None:
    people.person(worker, "Amal")
    assert names(worker, typed) == []


def test_nobody_finds_across_controllers_or_without_the_role(town: object, worker: Actor) -> None:
    row = people.person(worker, "Amal")
    strangers = [
        access.worker(access.controller()),
        access.worker(access.partner(town)),
        *(access.worker(town, role) for role in (Role.DPO, Role.MANAGER, Role.ADMIN, Role.PROVIDER)),
        Actor.public(),
    ]
    assert [names(stranger, "Amal") for stranger in strangers] == [[]] * len(strangers)
    assert names(people.herself(row), "Amal") == ["Amal"]


def test_a_search_is_three_queries_and_noted_for_each(worker: Actor, django_assert_num_queries: object) -> None:
    rows = [people.person(worker, "Amal Exemple") for _ in range(3)]
    with django_assert_num_queries(3):
        queries.find(worker, "amal exemple", NOW)
    assert set(Read.objects.filter(what="search").values_list("person_id", flat=True)) == {row.pk for row in rows}


def test_keys_are_blind_and_differ_between_controllers(worker: Actor) -> None:
    people.person(worker, "Amal")
    people.person(access.worker(access.controller()), "Amal")
    keys = list(NameKey.objects.values_list("key", flat=True))
    assert len(set(keys)) == len(keys) == 4
    assert not any("amal" in key for key in keys)
