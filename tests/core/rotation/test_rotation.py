"""A new key while the house is open: everything stays readable and findable, and the old key goes only when nothing needs it."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from parvis.core import rotation
from parvis.core.audit import acting
from parvis.core.keys import COMMON, KeysMissing, KeysRefused, ring, versions
from parvis.core.models import Change, Message
from parvis.core.rotation import sealed
from parvis.core.rotation import turning as rotating
from parvis.engagement import queries as engagement
from parvis.people import queries
from parvis.people.keys import stands_for
from parvis.people.models import ContactPoint, LikenessKey, NameKey, Person
from tests.at_once import at_once, many_writers
from tests.factories import access, agreements, people
from tests.factories.access import NOW

__all__ = ["many_writers"]
pytestmark = pytest.mark.django_db
NAME = "Amal Haddad"


def no_wait(_: float) -> None:
    """In one process there is nobody else to notice."""


@pytest.fixture
def by(own_keys: Path):
    return access.worker(access.controller())


def turn(*scopes: str, wait: Callable[[float], None] = no_wait) -> list[rotation.Rotated]:
    return rotation.rotate(scopes, at=NOW, wait=wait)


def scope_of(by) -> str:
    return f"c{by.controller_id}"


def found(by, text: str = NAME) -> list[str]:
    return [hit.display_name for hit in queries.find(by, text, NOW)]


def used(scope: str) -> set[str]:
    prefix = f"p1.{scope}."
    values = [value for *_, value in rotation.every_sealed_value()]
    return {value.split(".")[2] for value in values if value.startswith(prefix)}


def test_everything_passes_over_and_stays_readable_and_findable(by) -> None:
    rows = [people.person(by, f"{NAME} {n}", contact=people.phone(note=f"note {n}")) for n in "abc"]
    (done,) = turn(scope_of(by))
    assert done.finished
    assert (done.rows, done.unreadable) == (3 * 3, 0)  # a name, a number and its note each
    assert done.indexes == NameKey.objects.count() + LikenessKey.objects.count() > 0
    assert used(scope_of(by)) == {"k2"}
    assert sorted(contact.note for contact in ContactPoint.objects.all()) == ["note a", "note b", "note c"]
    assert len(found(by)) == len(rows)
    assert rotation.destroy(scope_of(by), at=NOW + timedelta(days=2)) == 1
    assert set(ring(scope_of(by)).keys) == {"k2"}
    assert ContactPoint.objects.first().note == "note a"
    assert found(by, f"{NAME} b") == [f"{NAME} b"]


def test_she_is_found_by_old_and_new_keys_while_it_runs(by) -> None:
    people.person(by, NAME)
    seen: list[int] = []

    def look(_: float) -> None:
        seen.append(len(found(by)))
        people.person(by, NAME)

    (done,) = turn(scope_of(by), wait=look)
    assert done.finished
    assert len(seen) > 3
    assert seen == list(range(1, len(seen) + 1)), "each who was there was found at every moment"


def test_what_is_common_passes_over_too(by) -> None:
    Message.objects.create(
        channel="sms", to="+33639981001", template="t", language="fr", subject="s", body="b", queued_at=NOW
    )
    (done,) = turn(COMMON)
    assert (done.finished, done.rows) == (True, 2)
    assert Message.objects.get().to == "+33639981001"
    assert used(COMMON) == {"k2"}


def test_a_signature_stays_intact_and_a_broken_one_broken(own_keys: Path) -> None:
    here = agreements.workshop()
    row = agreements.in_force(here)
    clause = row.clauses.get(position=2)  # binds the participant and the canteen
    clause.second = "شيء آخر"
    clause.save()

    def intact() -> dict[int, bool]:
        shown = engagement.agreement_page(here.worker, row.public_id, NOW)
        return {party.number: party.signatures[0].intact for party in shown.parties}

    expected = {
        agreements.PARTICIPANT: False,
        agreements.TUTOR: True,
        agreements.BODY: False,
        agreements.PROGRAMME: True,
    }
    scope = f"c{here.town.pk}"
    seen = []
    (done,) = turn(scope, wait=lambda _: seen.append(intact()))
    assert done.finished
    rotation.destroy(scope, at=NOW, at_once=True)
    assert len(seen) > 2
    assert all(one == expected for one in [*seen, intact()])


def test_a_change_meanwhile_is_never_lost(by) -> None:
    who = people.person(by, NAME, contact=people.phone(note="before"))
    contact = who.contacts.get()
    model, columns = ContactPoint, sealed.sealed_columns()[ContactPoint]
    versions.prepare(scope_of(by))
    versions.promote(scope_of(by))
    original = sealed._again

    def meanwhile(*row: object) -> object:
        mine = ContactPoint.objects.get(pk=contact.pk)
        mine.note = "after"
        mine.save()
        return original(*row)

    sealed._again = meanwhile
    try:
        done = sealed.pass_rows(model, columns, frozenset({scope_of(by)}), after=0, size=10, by=access.SETUP)
    finally:
        sealed._again = original
    assert sum(done.rows.values()) == 0, "somebody else was first, and keeps it"
    assert ContactPoint.objects.get(pk=contact.pk).note == "after"


def test_a_row_read_before_and_saved_after_brings_no_old_seal_back(by) -> None:
    people.person(by, NAME, contact=people.phone(note="hers"))
    early = ContactPoint.objects.get()
    turn(scope_of(by))
    early.save()
    assert used(scope_of(by)) == {"k2"}
    assert ContactPoint.objects.get().note == "hers"


def test_a_rotation_cut_short_is_finished_by_beginning_again(by) -> None:
    for n in range(5):
        people.person(by, f"{NAME} {n}")
    waits = 0

    def stop(_: float) -> None:
        nonlocal waits
        waits += 1
        if waits == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        turn(scope_of(by), wait=stop)
    assert versions.is_unfinished(scope_of(by))
    assert len(found(by)) == 5
    (done,) = turn(scope_of(by))
    assert done.finished
    assert set(ring(scope_of(by)).keys) == {"k1", "k2"}, "no third key was begun"
    assert used(scope_of(by)) == {"k2"}


def test_an_old_key_is_not_destroyed_while_something_needs_it(by) -> None:
    people.person(by, NAME)
    scope = scope_of(by)
    versions.prepare(scope)
    with pytest.raises(KeysRefused, match="rotation_unfinished"):
        rotation.destroy(scope, at=NOW, at_once=True)
    old = dict(NameKey.objects.values_list("pk", "key"))
    turn(scope)
    with pytest.raises(KeysRefused, match="too_soon"):
        rotation.destroy(scope, at=NOW + timedelta(hours=23))
    new = dict(NameKey.objects.values_list("pk", "key"))
    NameKey.objects.filter(pk=min(old)).update(key=old[min(old)])
    with pytest.raises(KeysRefused, match="in_use") as refused:
        rotation.destroy(scope, at=NOW, at_once=True)
    assert refused.value.params["count"] == 1
    NameKey.objects.filter(pk=min(old)).update(key=new[min(old)])
    assert rotation.destroy(scope, at=NOW, at_once=True) == 1
    assert rotation.destroy(scope, at=NOW, at_once=True) == 0


def test_a_value_that_no_key_opens_keeps_the_old_key(by) -> None:
    person = people.person(by, NAME, contact=people.phone())
    scope = scope_of(by)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_contactpoint SET value = %s", [f"p1.{scope}.k1.AAAA"])
    assert rotation.unopenable() == 0, "its key is here, as others of its values prove: it is the value that is damaged"
    (done,) = turn(scope)
    assert (done.finished, done.unreadable) == (False, 1)
    with pytest.raises(KeysRefused, match="rotation_unfinished"):
        rotation.destroy(scope, at=NOW, at_once=True)
    with pytest.raises(KeysMissing):
        _ = person.contacts.get().value
    assert rotation.unopenable() == 1, "nothing proves any more that its key is here"


def test_a_name_that_does_not_open_stops_nobody_elses(by) -> None:
    damaged, whole = people.person(by, "Zahra Karimi"), people.person(by, NAME)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_personname SET text = %s WHERE person_id = %s", [f"p1.{scope_of(by)}.k1.AAAA", damaged.pk]
        )
    (done,) = turn(scope_of(by))
    assert not done.finished
    assert done.unreadable > 1, "the name, and the keys it is found by"
    assert found(by) == [NAME]
    keys = set(NameKey.objects.filter(person=whole).values_list("key", flat=True))
    assert keys.isdisjoint(ring(scope_of(by)).blind(word, purpose=p, key_id="k1") for p, word in stands_for(NAME))
    assert set(ring(scope_of(by)).keys) == {"k1", "k2"}


def test_it_is_noted_as_its_own_work(by) -> None:
    people.person(by, NAME)
    Change.objects.all().delete()
    turn(scope_of(by))
    assert set(Change.objects.values_list("actor", "operation")) == {("system:keys.rotate", "U")}
    assert "people_personname" in set(Change.objects.values_list("table", flat=True))


def test_other_controllers_keep_their_keys(by) -> None:
    other = access.worker(access.controller())
    people.person(by, NAME)
    people.person(other, NAME)
    turn(scope_of(by))
    assert (used(scope_of(by)), used(scope_of(other))) == ({"k2"}, {"k1"})
    assert found(other) == [NAME]


def test_several_rings_turn_together(by) -> None:
    other = access.worker(access.controller())
    people.person(by, NAME)
    people.person(other, NAME)
    waits: list[float] = []
    done = turn(scope_of(by), scope_of(other), wait=waits.append)
    assert all(one.finished and one.rows for one in done)
    assert waits.count(rotating.NOTICED) == 2


def test_while_others_write_nothing_is_lost(own_keys: Path, many_writers: None) -> None:
    by = access.worker(access.controller())
    for n in range(40):
        people.person(by, f"{NAME} {n}", contact=people.phone(note=f"old {n}"))
    ids = list(ContactPoint.objects.values_list("pk", flat=True))

    def write() -> dict[int, str]:
        said = {}
        for pk in ids:
            with acting(by):
                mine = ContactPoint.objects.get(pk=pk)
                mine.note = said[pk] = f"new {pk}"
                mine.save()
        return said

    def register() -> list[str]:
        return [people.person(by, f"Neu {n}").names.get().text for n in range(20)]

    (done,), said, names = at_once(lambda: turn(scope_of(by), wait=rotating.time.sleep), write, register)
    assert done.finished
    assert {row.pk: row.note for row in ContactPoint.objects.filter(pk__in=ids)} == said
    assert all(found(by, name) == [name] for name in names)
    assert used(scope_of(by)) == {"k2"}
    assert rotation.destroy(scope_of(by), at=NOW, at_once=True) == 1
    assert Person.objects.count() == 60
    assert rotation.unopenable() == 0


def test_destroying_waits_for_a_moment_at_which_nobody_writes(own_keys: Path, many_writers: None) -> None:
    """And makes nobody's writing fail meanwhile."""
    by = access.worker(access.controller())
    people.person(by, NAME)
    turn(scope_of(by))

    def write() -> int:
        return len([people.person(by, f"Neu {n}", contact=people.phone()) for n in range(25)])

    gone, *written = at_once(lambda: rotation.destroy(scope_of(by), at=NOW, at_once=True), write, write)
    assert (gone, written) == (1, [25, 25])
    assert rotation.unopenable() == 0


def test_a_house_that_never_rests_keeps_its_old_key(own_keys: Path, many_writers: None, monkeypatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    by = access.worker(access.controller())
    people.person(by, NAME)
    turn(scope_of(by))
    monkeypatch.setattr(sys.modules["parvis.core.rotation.destroy"], "TRIES", 2)
    with acting(by):
        ContactPoint.objects.update(safety="no")
        _, refused = at_once(lambda: None, lambda: rotation.destroy(scope_of(by), at=NOW, at_once=True))
    assert getattr(refused, "code", "") == "parvis.busy"
    assert set(ring(scope_of(by)).keys) == {"k1", "k2"}


def test_a_row_that_somebody_is_writing_passes_over_later(own_keys: Path, many_writers: None) -> None:
    """On PostgreSQL: whoever holds a row is never waited for."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    by = access.worker(access.controller())
    people.person(by, NAME, contact=people.phone())
    passes: list[float] = []
    with acting(by):
        ContactPoint.objects.update(safety="no")
        _, done = at_once(lambda: None, lambda: turn(scope_of(by), wait=passes.append))
    assert isinstance(done, list)
    assert not done[0].finished
    assert used(scope_of(by)) == {"k1", "k2"}
    (done,) = turn(scope_of(by))
    assert done.finished
    assert used(scope_of(by)) == {"k2"}
