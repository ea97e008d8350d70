import pytest

from parvis.access.choices import Role
from parvis.access.models import Account
from parvis.core.retention import erase_person, file_of
from parvis.engines.eligibility import Span
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people import models, queries
from parvis.people.choices import Purpose
from parvis.people.entries import Birth, NewName
from tests.factories import access, people
from tests.factories.access import NOW

pytestmark = pytest.mark.django_db


def test_unknown_facts_are_absent(worker: Actor) -> None:
    row = people.person(worker, language="und")
    assert queries.for_matching(worker, row.pk, NOW).facts == {}


def test_not_said_is_absent_too(worker: Actor) -> None:
    row = people.person(worker, language="und", gender="not_said", birth=Birth(precision="not_said"))
    assert queries.for_matching(worker, row.pk, NOW).facts == {}


def test_known_facts_carry_the_engine_s_names(worker: Actor) -> None:
    mother = people.person(
        worker, birth=people.born(1990), gender="female", stage="arrived", quarter="Vieux-Pont", speaks=["ar", "en"]
    )
    child = people.person(worker, birth=people.born(2017))
    unsure = people.person(worker, birth=Birth(precision="year", value=2008))
    people.household(worker, (mother, "adult"), (child, "child"), (unsure, "other"))
    assert queries.for_matching(worker, mother.pk, NOW).facts == {
        "age": 36,
        "gender": "female",
        "stage": "arrived",
        "language": "ar",
        "lives_in": "valmarelle",
        "speaks": frozenset({"ar", "en"}),
        "household_children": Span(1, 2),
    }


@pytest.mark.parametrize(
    ("birth", "age"),
    [(Birth(precision="year", value=2008), Span(17, 18)), (Birth(precision="about", value=18), Span(17, 19))],
)
def test_what_is_known_roughly_is_a_span(worker: Actor, birth: Birth, age: Span) -> None:
    assert queries.for_matching(worker, people.person(worker, birth=birth).pk, NOW).facts["age"] == age


def test_a_share_hands_over_its_fields_and_nothing_else(worker: Actor) -> None:
    row = people.person(
        worker, names=[NewName(text="أمل", language="ar")], birth=people.born(1990), contact=people.phone()
    )
    people.household(worker, (row, "adult"), (people.person(worker, "Sami", birth=people.born(2017)), "child"))
    assert queries.identity_fields(row.pk, [], NOW) == {}
    assert queries.identity_fields(row.pk, ["identity", "needs"], NOW) == {
        "identity": [{"text": "أمل", "language": "ar", "kind": "used"}]
    }
    handed = queries.identity_fields(row.pk, ["contact", "age", "household", "language"], NOW)
    assert handed["contact"][0]["value"] == "+33639981001"
    assert handed["age"].years == 36
    assert [(one["role"], one["age"].years) for one in handed["household"]] == [("adult", 36), ("child", 9)]
    assert handed["language"] == {"language": "ar", "speaks": [], "interpreter": False}
    assert "Sami" not in repr(handed)


@pytest.mark.parametrize("safety", ["no", "unknown"])
def test_an_unsafe_contact_is_never_handed_over(worker: Actor, safety: str) -> None:
    row = people.person(worker, contact=people.phone(safety=safety))
    assert queries.identity_fields(row.pk, ["contact"], NOW) == {"contact": []}


def test_she_sees_who_looked_and_not_herself(town: object, worker: Actor) -> None:
    row = people.person(worker, "Amal")
    her = people.herself(row)
    people.view(worker, row)
    people.view(her, row)
    queries.find(access.worker(town, Role.MEDIATOR, name="Karim B.", purpose="reception"), "amal", NOW)
    looks = queries.who_read(her, NOW)
    assert [(look.who, look.organisation_name, look.purpose, look.what) for look in looks] == [
        ("Karim", town.name, "reception", "search"),
        ("Inès", town.name, "casework", "record"),
    ]


def test_only_she_asks_who_looked(worker: Actor) -> None:
    with pytest.raises(NotFound):
        queries.who_read(worker, NOW)


def test_the_notice_is_there_in_four_languages_and_says_who_read_it() -> None:
    found = {code: queries.notice(code) for code in ("fr", "en", "ar", "es", "ar-SY", "uk")}
    assert {code: one.language for code, one in found.items()} == {
        "fr": "fr", "en": "en", "ar": "ar", "es": "es", "ar-SY": "ar", "uk": "fr",
    }  # fmt: skip
    assert {code: one.unread_by_native for code, one in found.items() if code != "uk"} == {
        "fr": False, "en": True, "ar": True, "es": True, "ar-SY": True,
    }  # fmt: skip
    assert len({(one.version, len(one.paragraphs)) for one in found.values()}) == 1


def test_no_place_is_left_open_in_any_text(town: object, worker: Actor) -> None:
    for language in ("fr", "en", "ar", "es"):
        texts = [queries.notice(language, who, part=part) for who in (None, worker) for part in ("newcomer", "mentor")]
        for purpose in Purpose.values:
            fields = [field.value for field in queries_fields()]
            text = queries.consent_text(language, purpose, NOW, actor=worker, recipient_name="{x} & <b>", fields=fields)
            assert len(text.fields) == len(fields)
            texts.append(text)
        said = "\n".join("\n".join(text.paragraphs) for text in texts)
        assert "{controller}" not in said
        assert "{until}" not in said
        assert "{recipient}" not in said
        assert "{x} & <b>" in said
        assert town.name in said


def queries_fields() -> list[object]:
    from parvis.people.choices import Field

    return list(Field)


def test_erased_is_gone_from_every_table_of_the_room(worker: Actor, provider: object) -> None:
    row = people.person(worker, "Amal", contact=people.phone())
    people.household(worker, (row, "adult"))
    people.consent(worker, row, provider)
    people.card(worker, row)
    kept = people.person(worker, "Sami")
    people.account(worker, row)
    erase_person(person_id=row.pk, by=Actor.system("retention"), at=NOW)
    tables = [getattr(models, name) for name in models.__all__]
    left = {table.__name__: table.objects.count() for table in tables if table.objects.exists()}
    assert left == {"Person": 1, "PersonName": 1, "NameKey": 1 + 1, "LikenessKey": 1, "NoticeGiven": 1, "Part": 1}
    assert queries.find(worker, "Sami", NOW)[0].id == kept.pk
    assert not Account.objects.exclude(pk=worker.account_id).exists(), "her sign-in goes with her"


def test_the_export_holds_all_that_is_kept(worker: Actor, provider: object) -> None:
    row = people.person(worker, "Amal", contact=people.phone(), birth=people.born(1990))
    people.household(worker, (row, "adult"))
    people.consent(worker, row, provider)
    people.card(worker, row)
    told = {part.code: part.rows for part in file_of(row.pk, whole=False)}
    assert (told["people.person"][0]["birth"], told["people.personname"][0]["text"]) == ("1990-01-01", "Amal")
    assert told["people.contactpoint"][0]["value"] == "+33639981001"
    assert told["people.consent"][0]["recipient"] == "Foyer du Pont"
    assert [len(told[f"people.{one}"]) for one in ("card", "householdmember", "noticegiven")] == [1, 1, 1]
    (part,) = told["people.part"]
    assert (part["part"], str(part["starts_on"]), part["vetting"]) == ("newcomer", "2026-03-10", "not_needed")
    assert "pin" not in repr(told)
    assert file_of(row.pk + 999, whole=True) == []
