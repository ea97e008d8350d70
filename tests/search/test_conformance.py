"""What both stores must answer alike: the suite runs on the store of DATABASE_URL, once on each."""

import random
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.engines.geo import haversine_km
from parvis.kernel.actor import Actor, ActorKind
from parvis.search import actions, queries
from parvis.search.backends import backend
from parvis.search.models import Document
from parvis.search.queries import ids_on, search
from parvis.search.rowids import ANYWHERE, runs_around
from parvis.search.shapes import NewDocument, Query, Spot

pytestmark = pytest.mark.django_db
ANYBODY = Actor.public("fr")
TOWN = Spot("Valmarelle", 44.93, 4.77)
TUESDAY = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def document(number: int, title: str = "", **facts: object) -> NewDocument:
    given = {
        "kind": "service",
        "object_id": number,
        "public_id": UUID(int=number),
        "title": title or f"Service {number}",
    }
    return NewDocument(**given | facts)


def found(text: str = "", **facts: object) -> list[int]:
    return [row.object_id for row in search(ANYBODY, Query(text=text, limit=100, **facts)).results]


def test_a_word_of_the_title_comes_before_the_same_word_in_the_text() -> None:
    actions.publish(documents=[document(1, "Autre", body="poterie"), document(2, "Poterie du soir"), document(3)])
    assert found("poterie") == [2, 1]


def test_every_script_is_found_by_its_own_words() -> None:
    texts = ["دروس الفَرَنسيّة", "বাংলা শিক্ষা", "ትግርኛ ትምህርቲ", "українські зустрічі", "日本語教室", "Çeşitli Işık"]
    actions.publish(documents=[document(n, text) for n, text in enumerate(texts)])
    for n, text in enumerate(("الفرنسية", "বাংলা", "ትምህርቲ", "зустрічі", "日本語", "isik")):
        assert n in found(text, literal=True), text


@pytest.mark.parametrize("small", [0, 1_000_000])
def test_exactly_what_lies_in_the_circle_is_found_and_what_has_no_place(
    small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "SMALL", small)
    draw = random.Random(4)
    points = [(44.93 + draw.gauss(0, 0.15), 4.77 + draw.gauss(0, 0.15)) for _ in range(300)]
    actions.publish(documents=[document(n, "potager", point=point) for n, point in enumerate(points)])
    actions.publish(documents=[document(900, "potager au téléphone")])
    for km in (1, 5, 20):
        inside = {n for n, point in enumerate(points) if haversine_km(44.93, 4.77, *point) <= km}
        assert set(found("potager", near=TOWN, within_km=km)) >= inside or len(inside) > 100
        answer = search(ANYBODY, Query(text="potager", near=TOWN, within_km=km))
        assert answer.total == len(inside) + 1


def test_the_runs_alone_narrow_what_the_store_reads() -> None:
    actions.publish(
        documents=[document(1, "potager", point=(44.93, 4.77)), document(2, "potager", point=(25.7, -80.2))]
    )
    near = backend().hits(["potager"], runs_around(44.93, 4.77, 10))
    assert len(near.title[0]) == 1
    assert len(backend().hits(["potager"], ANYWHERE).title[0]) == 2


def test_what_is_published_again_is_replaced_and_what_is_withdrawn_is_gone() -> None:
    actions.publish(documents=[document(1, "ancien", point=(44.93, 4.77))])
    actions.publish(documents=[document(1, "nouveau", point=(44.95, 4.79))])
    assert (found("ancien"), found("nouveau")) == ([], [1])
    assert Document.objects.count() == 1
    assert "ancien" not in backend().vocabulary()
    assert actions.withdraw(kind="service", ids=[1, 2]) == 1
    assert found("nouveau") == []


def test_many_objects_at_one_address_each_have_their_row() -> None:
    same = [document(n, "halle", point=(44.93, 4.77)) for n in range(40)] + [
        document(n, "halle", kind="offer") for n in range(40)
    ]
    assert actions.publish(documents=same) == 80
    assert Document.objects.values("id").distinct().count() == 80


def test_only_those_who_hold_its_token_find_a_document() -> None:
    actions.publish(documents=[document(1, "atelier"), document(2, "atelier", visibility="organisation:7")])
    member = Actor(kind=ActorKind.ACCOUNT, organisation_id=7, roles=frozenset({"provider"}))
    assert found("atelier") == [1]
    assert {row.object_id for row in search(member, Query(text="atelier")).results} == {1, 2}


def test_filters_and_the_counts_beside_them() -> None:
    morning = tuple((day, 540, 720, "", "", False) for day in range(5))
    actions.publish(documents=[
        document(1, "atelier", topics=("learn",), cost="free", hours=morning, languages=("ar",), traits=("step_free",)),
        document(2, "atelier", topics=("learn", "child"), cost="paid", traits=("children",)),
        document(3, "atelier", topics=("food",), cost="free"),
    ])  # fmt: skip
    at = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
    assert sorted(found("atelier", free=True)) == [1, 3]
    assert found("atelier", topics=("learn",), free=True) == [1]
    assert found("atelier", open_now=True, at=at) == [1]
    assert found("atelier", open_now=True, at=datetime(2026, 3, 10, 18, 0, tzinfo=UTC)) == []
    assert found("atelier", open_now=True, at=datetime(2026, 5, 1, 9, 0, tzinfo=UTC)) == []  # a public holiday
    facets = search(ANYBODY, Query(text="atelier", at=at, topics=("learn",))).facets
    assert facets["topic"] == {"learn": 2, "child": 1, "food": 1}
    assert facets["yes"] == {"open_now": 1, "free": 1, "step_free": 1, "children": 1}
    assert facets["speaks"] == {"ar": 1}


def test_two_statements_whatever_is_asked() -> None:
    actions.publish(documents=[document(n, "atelier vélo", point=(44.93, 4.77)) for n in range(30)])
    found("atelier")
    with CaptureQueriesContext(connection) as asked:
        found("cours gratuit atelier vélo le soir avec mes enfants", near=TOWN, within_km=20, at=TUESDAY)
    assert len(asked) <= 3


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "AND",
        "a OR b",
        "title:x",
        "*",
        "\\",
        "NEAR(a b)",
        "x" * 9999,
        "😀",
        "\x00",
        "xq qx",
        "a:b|c&!d",
        "١٢٣",
    ],
)
def test_no_text_is_an_error(text: str) -> None:
    actions.publish(documents=[document(1, "atelier and or near title")])
    for literal in (False, True):
        search(ANYBODY, Query(text=text, literal=literal, near=TOWN, within_km=1))


@pytest.mark.parametrize(
    "spot", [Spot("", 999, 999), Spot("", float("nan"), 0), Spot("", 90, 180), Spot("", -90, -180)]
)
def test_no_place_is_an_error(spot: Spot) -> None:
    actions.publish(documents=[document(1, "atelier", point=(89.9, 179.9))])
    assert search(ANYBODY, Query(text="atelier", near=spot, within_km=5)).total == 1


def test_installing_again_loses_nothing() -> None:
    actions.publish(documents=[document(1, "atelier")])
    call_command("migrate", verbosity=0)
    assert found("atelier") == [1]


def test_objects_on_a_topic_nearest_first() -> None:
    actions.publish(documents=[
        document(1, topics=("food",), point=(45.2, 4.77)),
        document(2, topics=("food",), point=(44.93, 4.77)),
        document(3, topics=("work",)),
    ])  # fmt: skip
    assert ids_on(kind="service", topics=("food",), near=(44.93, 4.77)) == [2, 1]
