"""Somebody registered twice is found, in whatever spelling and script, within one controller and what the desk may see."""

import json

import pytest
from django.db import connection

from parvis.access.choices import Role
from parvis.core.models import Read
from parvis.engines.names import Known, born
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people import actions, queries
from parvis.people.entries import Birth, NewName, PersonChanges
from parvis.people.models import LikenessKey, Person
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db


def born_on(day: str) -> Birth:
    return Birth(precision="date", value=day)


def looked_for(by: Actor, name: str, day: str = "") -> queries.KnownAlready:
    facts = {"names": [NewName(text=name)], **({"birth": born_on(day)} if day else {})}
    return queries.known_already(by, people.new_person(**facts), NOW)


def names_of(known: queries.KnownAlready) -> list[str]:
    return [one.hit.display_name for one in known.persons]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Mohamed Ben Salem", "محمد بن سالم"),
        ("عبد الرحمن الخطيب", "Khatib Abdelrahman"),
        ("غلامرضا حسینی", "Gholam Reza Hosseini"),
        ("Юлія Шевченко", "Yuliya Chevtchenko"),
        ("ወልደሚካኤል ገብረ", "Weldemichael Ghebre"),
        ("Nour Eddine Belkacem", "Noureddine Belqasem"),
    ],
)
def test_a_name_is_met_in_another_script_and_order(worker: Actor, kept: str, typed: str) -> None:
    people.person(worker, kept, birth=born_on("1990-03-14"))
    people.person(worker, "Somebody Else", birth=born_on("1961-07-02"))
    assert names_of(looked_for(worker, typed, "1990-03-14")) == [kept]
    assert names_of(looked_for(worker, typed)) == [kept]


def test_the_reasons_are_told_as_codes(worker: Actor) -> None:
    people.person(worker, "Amal Haddad", birth=born_on("1990-03-04"), gender="female")
    (found,) = looked_for(worker, "أمل حداد", "1990-04-03").persons
    assert found.reasons == ("name_script", "born_swapped")


def test_nobody_is_shown_for_a_name_that_is_not_alike(worker: Actor) -> None:
    people.person(worker, "Amal Haddad", birth=born_on("1990-03-04"))
    assert looked_for(worker, "Viktor Petrenko", "1990-08-19") == queries.KnownAlready()


def test_whom_the_desk_may_not_see_is_not_named_nor_counted(worker: Actor) -> None:
    town = access.Organisation.objects.get(pk=worker.controller_id)
    other_team = access.worker(access.partner(town, name="Foyer"))
    hidden = people.person(other_team, "Amal Haddad", birth=born_on("1990-03-04"))
    assert looked_for(worker, "Amal Haddad", "1990-03-04") == queries.KnownAlready(elsewhere=True)
    assert not Read.objects.filter(person_id=hidden.pk, account_id=worker.account_id).exists()
    assert names_of(looked_for(other_team, "Amal Haddad", "1990-03-04")) == ["Amal Haddad"]


def test_another_controller_is_never_looked_into(worker: Actor) -> None:
    stranger = access.worker(access.controller())
    people.person(stranger, "Amal Haddad", birth=born_on("1990-03-04"))
    assert looked_for(worker, "Amal Haddad", "1990-03-04") == queries.KnownAlready()


def test_who_may_not_register_may_not_look(worker: Actor) -> None:
    town = access.Organisation.objects.get(pk=worker.controller_id)
    for role in (Role.MANAGER, Role.ADMIN, Role.DPO, Role.PROVIDER):
        with pytest.raises(NotFound):
            looked_for(access.worker(town, role), "Amal")
    with pytest.raises(NotFound):
        queries.nearest_registered(worker, Known(names=("Amal",)))


def test_who_is_shown_is_noted_as_read(worker: Actor) -> None:
    row = people.person(worker, "Amal Haddad")
    looked_for(worker, "Amal Haddad")
    assert Read.objects.get(person_id=row.pk).what == "search"


def test_a_correction_is_found_and_what_was_wrong_no_more(worker: Actor) -> None:
    row = people.person(worker, "Amal Haddad", birth=born_on("1990-03-04"))
    changes = PersonChanges(names=[NewName(text="Viktor Petrenko")], birth=born_on("1971-01-09"))
    actions.correct(person_public_id=row.public_id, changes=changes, version=row.version, by=worker, at=NOW)
    assert names_of(looked_for(worker, "Віктор Петренко", "1971-01-09")) == ["Viktor Petrenko"]
    assert looked_for(worker, "Amal Haddad", "1990-03-04") == queries.KnownAlready()


def test_keys_of_an_older_engine_are_made_again(worker: Actor) -> None:
    row = people.person(worker, "Amal Haddad", birth=born_on("1990-03-04"))
    before = set(LikenessKey.objects.values_list("key", flat=True))
    LikenessKey.objects.all().delete()
    Person.objects.update(keyed=0)
    system = Actor.system("nightly")
    assert actions.renew_likeness(by=system, at=NOW) == 1
    assert set(LikenessKey.objects.filter(person=row).values_list("key", flat=True)) == before
    assert actions.renew_likeness(by=system, at=NOW) == 0


def test_the_same_name_has_other_keys_under_another_controller_and_none_is_readable(worker: Actor) -> None:
    stranger = access.worker(access.controller())
    mine, theirs = people.person(worker, "Amal Haddad"), people.person(stranger, "Amal Haddad")
    keys = {row.pk: set(LikenessKey.objects.filter(person=row).values_list("key", flat=True)) for row in (mine, theirs)}
    assert keys[mine.pk] and keys[theirs.pk] and not keys[mine.pk] & keys[theirs.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_likenesskey")
        stored = json.dumps(cursor.fetchall())
    assert not any(word in stored.lower() for word in ("amal", "haddad", "htt", "ml"))


def test_erased_with_the_person(worker: Actor) -> None:
    row = people.person(worker, "Amal Haddad")
    row.delete()
    assert not LikenessKey.objects.exists()


def test_a_name_that_thousands_share_costs_no_more(worker: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parvis.people.queries.duplicates.SHARED_BY_MOST", 3)
    for number in range(6):
        people.person(worker, "Ali", birth=born_on(f"19{70 + number}-05-06"))
    asked = Known(names=("Ali",), born=born("1973-05-06"))
    system = Actor.system("check", controller_id=worker.controller_id)
    found = queries.nearest_registered(system, asked)
    assert found[0].reasons == ("name_same", "born_same")
    assert len(queries.nearest_registered(system, Known(names=("Ali",)))) == 4
