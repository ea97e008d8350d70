import base64
import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from parvis.core.fields import blind_index, blind_indexes, open_value
from parvis.core.keys import KeysMissing, forget_rings
from parvis.core.keys.ring import _load
from parvis.kernel.actor import Actor
from parvis.people.models import ContactPoint, Person
from tests.factories import access, people

pytestmark = pytest.mark.django_db
SECRET = "06 39 98 10 01"
STORED = "+33639981001"


@pytest.fixture
def row() -> ContactPoint:
    worker = access.worker(access.controller())
    return people.person(worker, contact=people.phone(SECRET, note="le soir")).contacts.get()


def stored(row: ContactPoint) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, note FROM people_contactpoint WHERE id = %s", [row.pk])
        return cursor.fetchone()


def test_the_database_holds_no_plain_text(row: ContactPoint) -> None:
    value, note = stored(row)
    assert value.startswith(f"p1.c{row.controller_id}.k")
    assert STORED not in value
    assert "soir" not in note
    assert "soir" not in base64.b64decode(note.rsplit(".", 1)[1]).decode("latin-1")


def test_the_same_text_is_sealed_differently_each_time(row: ContactPoint) -> None:
    before = stored(row)
    row.value = STORED
    row.save()
    assert stored(row)[0] != before[0]
    assert ContactPoint.objects.get().value == STORED


def test_what_nobody_opened_is_saved_untouched(row: ContactPoint) -> None:
    before = stored(row)
    ContactPoint.objects.get().save()
    assert stored(row) == before


def test_an_empty_text_stays_empty(row: ContactPoint) -> None:
    row.note = ""
    row.save(update_fields=["note"])
    assert stored(row)[1] == ""
    assert ContactPoint.objects.get().note == ""


def test_reading_refreshing_deferring_and_copying_open_it(row: ContactPoint) -> None:
    row.refresh_from_db()
    assert row.value == STORED
    assert ContactPoint.objects.only("id").get().value == STORED
    assert ContactPoint.objects.defer("value").get().value == STORED
    assert pickle.loads(pickle.dumps(ContactPoint.objects.get())).value == STORED
    assert copy.copy(ContactPoint.objects.get()).value == STORED


def test_bulk_create_seals(row: ContactPoint) -> None:
    common = {"controller_id": row.controller_id, "person_id": row.person_id, "kind": "phone"}
    ContactPoint.objects.bulk_create([ContactPoint(value=f"n{i}", **common) for i in range(3)])
    new = ContactPoint.objects.exclude(pk=row.pk).order_by("id")
    assert [one.value for one in new] == ["n0", "n1", "n2"]
    assert all(stored(one)[0].startswith("p1.") for one in new)


def test_a_plain_value_never_enters_a_query(row: ContactPoint) -> None:
    row.value = "plain"
    for attempt in (
        lambda: ContactPoint.objects.update(value="plain"),
        lambda: ContactPoint.objects.bulk_update([row], ["value"]),
        lambda: ContactPoint.objects.filter(value="plain").exists(),
        lambda: ContactPoint.objects.filter(value__in=["plain"]).exists(),
    ):
        with pytest.raises(TypeError, match="no plain value"), transaction.atomic():
            attempt()
    assert ContactPoint.objects.get().value == STORED


def test_nothing_needs_no_seal(row: ContactPoint) -> None:
    """A migration that adds a sealed column gives it its empty default, in the way any query hands values over."""
    column = ContactPoint._meta.get_field("note")
    assert column.get_db_prep_save("", connection) == ""
    row.note = ""
    row.save()
    assert ContactPoint.objects.filter(note="").get() == row
    assert ContactPoint.objects.get().note == ""


def test_values_come_out_sealed_and_open_only_for_their_row(row: ContactPoint) -> None:
    sealed, public_id = ContactPoint.objects.values_list("value", "public_id").get()
    assert sealed.startswith("p1.")
    assert open_value(ContactPoint, "value", public_id=public_id, sealed=sealed) == STORED
    assert open_value(ContactPoint, "value", public_id=public_id.hex.upper(), sealed=sealed) == STORED
    for wrong in ({"field": "note"}, {"public_id": row.person.public_id}):
        with pytest.raises(KeysMissing):
            open_value(**{"model": ContactPoint, "field": "value", "public_id": public_id, "sealed": sealed, **wrong})


def test_a_value_moved_to_another_row_or_column_does_not_open(row: ContactPoint) -> None:
    other = people.person(access.worker(access.controller()), contact=people.phone()).contacts.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_contactpoint SET value = %s, note = %s WHERE id = %s", [*stored(row), other.pk])
    other = ContactPoint.objects.get(pk=other.pk)
    with pytest.raises(KeysMissing):
        _ = other.value
    with pytest.raises(KeysMissing):
        _ = other.note


@pytest.mark.parametrize("damage", ["p1.common.k1.AAAA", "p1.x", "nothing like it", "p1.common.k9.AAAA"])
def test_a_damaged_value_is_a_named_error(row: ContactPoint, damage: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_contactpoint SET value = %s WHERE id = %s", [damage, row.pk])
    with pytest.raises(KeysMissing):
        _ = ContactPoint.objects.get().value


def test_a_public_id_given_as_text_seals_for_the_same_row() -> None:
    by = access.worker(access.controller())
    row = people.person(by)
    row.public_id = "6D3C7A3E00004000800000000000000A"
    row.birth = "1990-01-01"
    row.save()
    assert Person.objects.get(pk=row.pk).birth == "1990-01-01"


def test_blind_indexes_are_equal_within_a_controller_and_unlike_across() -> None:
    first = blind_index("amal", controller_id=1, purpose="name.word")
    assert first == blind_index("amal", controller_id=1, purpose="name.word")
    others = {
        blind_index("amal", controller_id=2, purpose="name.word"),
        blind_index("amal", controller_id=None, purpose="name.word"),
        blind_index("amal", controller_id=1, purpose="name.sound"),
        blind_index("amak", controller_id=1, purpose="name.word"),
    }
    assert len(others | {first}) == 5
    assert len(first) == 32


def test_a_new_key_seals_and_the_old_one_still_opens(row: ContactPoint, settings: object) -> None:
    path = Path(settings.PARVIS_KEYS) / f"c{row.controller_id}.key"
    before = blind_index("amal", controller_id=row.controller_id, purpose="name.word")
    path.write_text(path.read_text() + f"k2:{base64.b64encode(bytes(range(32))).decode()}\n")
    forget_rings()
    assert ContactPoint.objects.get().value == STORED
    row.value = "new"
    row.save()
    assert stored(row)[0].startswith(f"p1.c{row.controller_id}.k2.")
    asked = {"controller_id": row.controller_id, "purpose": "name.word"}
    assert blind_index("amal", **asked) != before
    assert blind_indexes("amal", **asked) == [blind_index("amal", **asked), before]


def test_a_ring_is_made_once_whoever_asks_first(tmp_path: Path, settings: object) -> None:
    settings.PARVIS_KEYS = tmp_path / "keys"
    forget_rings()
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: _load("c1", tmp_path / "keys" / "c1.key", make=True)[0].keys["k1"], range(16)))
    forget_rings()
    assert len(keys) == 1
    files = sorted((tmp_path / "keys").iterdir())
    assert [file.name for file in files] == [".guard", "c1.key"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_a_lost_key_is_a_named_error(row: ContactPoint, settings: object, tmp_path: Path) -> None:
    settings.PARVIS_KEYS = tmp_path
    forget_rings()
    try:
        with pytest.raises(KeysMissing):
            _ = ContactPoint.objects.get().value
    finally:
        forget_rings()


def test_an_actor_s_label_holds_no_name() -> None:
    worker = access.worker(access.controller(), name="Inès D.")
    assert worker.label == f"account:{worker.account_id}"
    assert Actor.system("nightly").label == "system:nightly"
