from uuid import uuid4

import pytest

from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, Stale
from parvis.people import actions, queries
from parvis.people.entries import Birth, NewContact, NewName, PersonChanges
from parvis.people.models import NameKey
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db


def correct(by: Actor, person: object, version: int | None = None, **changes: object) -> object:
    return actions.correct(
        person_public_id=person.public_id,
        changes=PersonChanges(**changes),
        version=person.version if version is None else version,
        by=by,
        at=NOW,
    )


def test_what_is_not_named_stays(worker: Actor) -> None:
    row = people.person(worker, "Amal", quarter="gare", birth=people.born(1990), contact=people.phone())
    correct(worker, row, language="fa")
    view = people.view(worker, row)
    assert (view.language, view.quarter, view.birth, view.display_name) == ("fa", "gare", "1990-01-01", "Amal")
    assert (view.version, len(view.contacts)) == (2, 1)


def test_everything_can_be_corrected_also_back_to_unknown(worker: Actor) -> None:
    row = people.person(worker, "Amal", gender="female", birth=people.born(1990), stage="arrived", quarter="gare")
    correct(
        worker,
        row,
        gender="unknown",
        birth=Birth(),
        stage="unknown",
        quarter="",
        speaks=["uk"],
        interpreter=True,
        pronunciation="a",
    )
    view = people.view(worker, row)
    assert (view.gender, view.age.kind, view.stage, view.quarter) == ("unknown", "unknown", "unknown", "")
    assert (view.speaks, view.interpreter, view.pronunciation) == (("uk",), True, "a")


def test_new_names_replace_the_old_and_their_keys(worker: Actor) -> None:
    row = people.person(worker, "Amal Exemple")
    correct(worker, row, names=[NewName(text="Olena")])
    assert [hit.display_name for hit in queries.find(worker, "olena", NOW)] == ["Olena"]
    assert queries.find(worker, "amal", NOW) == []
    assert NameKey.objects.filter(person=row).count() == 2


def test_the_second_of_two_workers_is_told(worker: Actor, town: object) -> None:
    row = people.person(worker, "Amal", quarter="gare")
    correct(worker, row, quarter="tilleuls")
    with pytest.raises(Stale):
        correct(access.worker(town), row, version=1, quarter="moulins")
    assert people.view(worker, row).quarter == "tilleuls"


def test_a_correction_that_changes_nothing_is_none(worker: Actor) -> None:
    row = people.person(worker)
    assert correct(worker, row).version == 1


def test_an_absurd_correction_leaves_everything(worker: Actor) -> None:
    row = people.person(worker, "Amal")
    with pytest.raises(Invalid) as refused:
        correct(worker, row, names=[], birth=Birth(precision="year", value=3000))
    assert refused.value.fields == {"names": "missing", "birth": "future"}
    assert people.view(worker, row).display_name == "Amal"


def test_a_stranger_corrects_nothing(worker: Actor) -> None:
    row = people.person(worker)
    for stranger in (access.worker(access.controller()), people.herself(row), Actor.public()):
        with pytest.raises(NotFound):
            correct(stranger, row, quarter="x")


def test_a_contact_comes_and_goes(worker: Actor) -> None:
    row = people.person(worker)
    at = {"person_public_id": row.public_id, "by": worker, "at": NOW}
    new = actions.add_contact(contact=NewContact(kind="email", value="amal@example.org", safety="no"), **at)
    assert [(one.value, one.safety) for one in people.view(worker, row).contacts] == [("amal@example.org", "no")]
    actions.remove_contact(contact_public_id=new.public_id, **at)
    view = people.view(worker, row)
    assert (view.contacts, view.version) == ((), 3)


def test_a_contact_of_somebody_else_is_not_removed(worker: Actor) -> None:
    mine, other = people.person(worker), people.person(worker, contact=people.phone())
    for wrong in (people.view(worker, other).contacts[0].public_id, uuid4(), "not an id"):
        with pytest.raises(NotFound):
            actions.remove_contact(person_public_id=mine.public_id, contact_public_id=wrong, by=worker, at=NOW)
    assert len(people.view(worker, other).contacts) == 1


def test_a_wrong_contact_is_not_added(worker: Actor) -> None:
    with pytest.raises(Invalid):
        actions.add_contact(
            person_public_id=people.person(worker).public_id,
            contact=NewContact(kind="email", value="x"),
            by=worker,
            at=NOW,
        )
