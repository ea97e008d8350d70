"""Whoever was erased stays erased: a ledger outside the store, right whatever ends in the middle."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction

from parvis.core import graves, retention
from parvis.core.models import Message
from parvis.people.models import Person
from tests.factories import access, people
from tests.factories.access import NOW, SETUP
from tests.own_keys import own_keys

__all__ = ["own_keys"]
LABEL = "people.Person"


@pytest.fixture
def who(own_keys: Path, transactional_db: None) -> Person:
    return people.person(access.worker(access.controller()), "Amal Haddad")


def erase(person: Person) -> None:
    retention.erase_person(person_id=person.pk, by=SETUP, at=NOW)


def back(person: Person) -> None:
    """As an older backup would bring her."""
    person.pk = None
    person.save(force_insert=True)


def test_an_erased_person_is_known_and_erased_again_when_she_comes_back(who: Person, own_keys: Path) -> None:
    public_id = who.public_id
    erase(Person.objects.get())
    assert graves.known() == {(LABEL, graves.digest(LABEL, public_id))}
    back(who)
    others = people.person(access.worker(access.controller()))
    assert graves.bury_again(by=SETUP, at=NOW) == 1
    assert list(Person.objects.values_list("public_id", flat=True)) == [others.public_id]
    assert graves.bury_again(by=SETUP, at=NOW) == 0
    assert len(graves.known()) == 1


def test_the_ledger_names_nobody_and_is_for_its_owner_alone(who: Person, own_keys: Path) -> None:
    erase(who)
    text = (own_keys / graves.LEDGER).read_text()
    assert "Amal" not in text
    assert str(who.public_id) not in text
    assert who.public_id.hex not in text
    assert (own_keys / graves.LEDGER).stat().st_mode & 0o077 == 0


def test_an_erasure_that_was_undone_is_none(who: Person) -> None:
    def undone() -> None:
        with transaction.atomic():
            erase(Person.objects.get(pk=who.pk))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undone()
    assert graves.known() == set()
    assert graves.settle() == 0, "she is there, so she was not erased"
    assert graves.bury_again(by=SETUP, at=NOW) == 0
    assert Person.objects.filter(pk=who.pk).exists()


def test_an_end_right_after_the_erasure_is_settled(who: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graves.transaction, "on_commit", lambda _: None)
    erase(Person.objects.get())
    monkeypatch.undo()
    assert graves.known() == set()
    assert graves.settle() == 1
    assert graves.known() == {(LABEL, graves.digest(LABEL, who.public_id))}


def test_a_torn_line_is_passed_over(who: Person, own_keys: Path) -> None:
    with (own_keys / graves.LEDGER).open("a") as file:
        file.write("+ people.Person 0123")
    erase(who)
    assert graves.known() == {(LABEL, graves.digest(LABEL, who.public_id))}


def test_ledgers_are_joined(own_keys: Path, db: None) -> None:
    graves.note(LABEL, uuid4())
    one = (LABEL, graves.digest(LABEL, uuid4()))
    graves.merge([one])
    graves.merge([one])
    assert one in graves.known()
    assert (own_keys / graves.LEDGER).read_text().count(one[1]) == 1


def test_what_has_no_way_of_its_own_is_deleted(own_keys: Path, transactional_db: None) -> None:
    message = Message.objects.create(
        channel="sms", to="x", template="t", language="fr", subject="s", body="b", queued_at=NOW
    )
    graves.note("core.Message", message.public_id)
    assert graves.bury_again(by=SETUP, at=NOW) == 1
    assert not Message.objects.exists()
