"""Writes are noted below the ORM, on the store in use; reads by the queries that make them."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from parvis.access.models import Organisation
from parvis.core.actions import action
from parvis.core.audit import acting, log_read, log_reads, reads_of
from parvis.core.audit.triggers import audited_models, install
from parvis.core.models import Change, Translation
from parvis.core.texts import NewTranslation, save_translations
from parvis.kernel.actor import Actor, ActorKind
from tests.factories import access
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db
SOMEBODY = Actor(kind=ActorKind.ACCOUNT, account_id=7, organisation_id=3)
OTHER = Actor.system("other")


def noted(table: str = "access_organisation") -> list[tuple[str, str, str]]:
    rows = Change.objects.filter(table=table).order_by("id")
    return list(rows.values_list("operation", "actor", "columns"))


def test_every_way_to_write_is_noted() -> None:
    with acting(SOMEBODY):
        one = Organisation.objects.create(name="one")
        Organisation.objects.bulk_create([Organisation(name="two"), Organisation(name="three")])
        Organisation.objects.filter(name="two").update(name="2", language="en")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE access_organisation SET name = 'raw' WHERE id = %s", [one.pk])
        Organisation.objects.exclude(pk=one.pk).delete()
    who = SOMEBODY.label
    assert noted() == [
        *[("I", who, "")] * 3,
        ("U", who, "language,name" if connection.vendor == "postgresql" else "name,language"),
        ("U", who, "name"),
        *[("D", who, "")] * 2,
    ]
    assert set(Change.objects.values_list("organisation_id", flat=True)) == {3}


def test_a_change_holds_row_and_moment_but_no_value() -> None:
    row = access.organisation(name="a name nobody may read in a log")
    change = Change.objects.filter(table="access_organisation").get()
    assert change.row_id == row.pk
    assert abs(change.at - row.created_at) < timedelta(minutes=1)
    assert "name nobody" not in repr(Change.objects.values_list())


def test_an_upsert_is_noted_as_what_it_did() -> None:
    for text in ("un", "deux"):
        new = NewTranslation(kind="service", object_id=1, field="name", language="en", text=text, source="x")
        save_translations([new], at=NOW)
    assert [operation for operation, _, _ in noted("core_translation")] == ["I", "U"]
    assert Translation.objects.get().text == "deux"


def test_nobody_is_named_when_nobody_acts() -> None:
    Organisation.objects.create(name="shell")
    assert noted() == [("I", "", "")]


def test_an_inner_actor_gives_way_again() -> None:
    with acting(SOMEBODY):
        with acting(OTHER):
            Organisation.objects.create(name="inner")
        Organisation.objects.create(name="outer")
    Organisation.objects.create(name="after")
    assert [actor for _, actor, _ in noted()] == [OTHER.label, SOMEBODY.label, ""]


def test_an_error_gives_way_too() -> None:
    def fail() -> None:
        with acting(OTHER):
            Organisation.objects.create(name="undone")
            raise ValueError("no")

    with acting(SOMEBODY):
        with pytest.raises(ValueError, match="no"):
            fail()
        Organisation.objects.create(name="outer")
    with pytest.raises(ValueError, match="no"):
        fail()
    Organisation.objects.create(name="after")
    assert [(actor, name) for (_, actor, _), name in zip(noted(), ["outer", "after"], strict=True)] == [
        (SOMEBODY.label, "outer"),
        ("", "after"),
    ]


def test_an_error_inside_the_database_gives_way_too() -> None:
    first = access.organisation()
    with acting(SOMEBODY):
        with pytest.raises(Exception, match=r"(?i)unique"), acting(OTHER):
            Organisation.objects.bulk_create([Organisation(pk=first.pk, name="again")])
        Organisation.objects.create(name="outer")
    assert noted()[-1][1] == SOMEBODY.label


def test_the_same_actor_again_costs_no_statement(django_assert_num_queries: object) -> None:
    with acting(SOMEBODY), django_assert_num_queries(2), acting(SOMEBODY):  # a savepoint and its release
        pass


def test_an_action_needs_to_know_who_and_when() -> None:
    @action
    def act(*, by: Actor, at: object) -> str:
        return "done"

    assert act(by=SOMEBODY, at=NOW) == "done"
    for wrong in (
        {"by": None, "at": NOW},
        {"by": SOMEBODY, "at": NOW.replace(tzinfo=None)},
        {"by": SOMEBODY, "at": None},
    ):
        with pytest.raises(TypeError):
            act(**wrong)


def test_an_action_that_fails_writes_nothing() -> None:
    @action
    def act(*, by: Actor, at: object) -> None:
        Organisation.objects.create(name="undone")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        act(by=SOMEBODY, at=NOW)
    assert not Organisation.objects.exists()
    assert noted() == []


def test_every_table_has_its_triggers() -> None:
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'parvis_change'")
        else:
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'parvis_%_U'")
        watched = {row[0].strip('"') for row in cursor.fetchall()}
    wanted = {model._meta.db_table for model in audited_models()} & tables
    assert {"people_person", "casework_case", "access_account", "account_emailaddress"} <= wanted
    assert wanted - watched == set()
    assert watched & {"core_change", "core_read", "core_acting"} == set()


def test_installing_again_notes_nothing_twice() -> None:
    with transaction.atomic():
        install(connection)
    access.organisation()
    assert len(noted()) == 1


def test_reads_are_kept_for_the_person(django_assert_num_queries: object) -> None:
    reader = SOMEBODY.for_purpose("casework")
    log_read(actor=reader, person_id=5, what="record", at=NOW, subject=("case", 9))
    with django_assert_num_queries(1):
        log_reads(actor=reader, reads={5: "list", 6: "household"}, at=NOW + timedelta(minutes=1))
    assert [(one.what, one.subject_kind, one.subject_id) for one in reads_of(5)] == [
        ("list", "", None),
        ("record", "case", 9),
    ]
    one = reads_of(6).get()
    assert (one.actor, one.account_id, one.organisation_id, one.purpose) == ("account:7", 7, 3, "casework")
