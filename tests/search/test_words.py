"""How everyday words of several languages are read, and what is said about it."""

import pytest

from parvis.engines.text import tokens
from parvis.kernel.actor import Actor
from parvis.kernel.topics import TOPICS
from parvis.search import actions
from parvis.search.queries import search
from parvis.search.shapes import Query, Spot
from parvis.search.vocabulary import concepts, mark_of, marks, match, slots
from tests.search.test_conformance import TOWN, TUESDAY, document


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("j'ai mal aux dents", "dentist"), ("my tooth hurts", "dentist"), ("me duele una muela", "dentist"), ("وجع أسنان", "dentist"),
        ("mon mari me frappe", "violence"), ("my husband hits me", "violence"), ("mi marido me pega", "violence"), ("زوجي يضربني", "violence"),
        ("je veux mourir", "suicide"), ("i want to kill myself", "suicide"), ("quiero morir", "suicide"), ("bghit nmout", "suicide"),
        ("je dors dehors", "no_roof"), ("nowhere to sleep", "no_roof"), ("no tengo donde dormir", "no_roof"), ("ليس عندي مكان أنام", "no_roof"),
        ("je veux apprendre le français", "language_course"), ("أريد تعلم الفرنسية", "language_course"), ("khedma", "job"),
        ("inscrire mon enfant à l'école", "school"), ("تسجيل ابني في المدرسة", "school"), ("i am pregnant", "pregnancy"),
        ("un toit pour ma famille", "housing"), ("a roof for my family", "housing"), ("un techo para mi familia", "housing"),
        ("سقف لعائلتي", "housing"), ("bajo un techo", "housing"), ("sin techo", "no_roof"), ("faire venir ma famille", "family_reunion"),
        ("payer le loyer", "rent_debt"), ("titre de séjour", "residence_permit"), ("iqama", "residence_permit"),
    ],
)  # fmt: skip
def test_everyday_words_lead_to_a_need(text: str, concept: str) -> None:
    assert concept in match(tokens(text)).concepts


@pytest.mark.parametrize("text", ["pour ma famille", "my family", "para la familia", "لعائلتي"])
def test_for_whom_it_is_tells_of_no_need(text: str) -> None:
    found = match(tokens(text))
    assert not found.concepts
    assert found.left


def test_the_vocabulary_is_complete_and_of_one_piece() -> None:
    every = concepts()
    assert len(every) >= 45
    for concept in every.values():
        assert set(concept.labels) == {"fr", "en", "es", "ar"}, concept.code
        assert set(concept.topics) <= set(TOPICS), concept.code
        assert concept.find and concept.say, concept.code
    assert len({mark_of(code) for code in every}) == len(every)
    assert {c.urgent for c in every.values()} == {"", "violence", "suicide", "no_roof", "child"}


def test_one_word_that_people_say_does_not_mark_a_text() -> None:
    assert mark_of("job") not in marks(tokens("The work of the museum"))
    assert mark_of("dentist") in marks(tokens("Soins dentaires gratuits"))


def test_conditions_are_taken_out_of_the_words() -> None:
    said = slots(tokens("cours gratuit le soir près de la gare"))
    assert (said.codes, said.left, said.place) == (("free", "evening"), ("cours",), ("la", "gare"))
    assert slots(tokens("open now dentist")).codes == ("open_now",)


@pytest.mark.django_db
def test_a_mistyped_word_is_repaired_and_said_to_be() -> None:
    actions.publish(documents=[document(1, "Poterie pour tous")])
    answer = search(Actor.public(), Query(text="pottrie"))
    assert answer.total == 1
    assert [(one.written, one.searched) for one in answer.understood.repairs] == [("pottrie", "poterie")]
    assert search(Actor.public(), Query(text="pottrie", literal=True)).total == 0


@pytest.mark.django_db
def test_a_question_in_arabic_finds_a_text_in_french_and_says_why() -> None:
    actions.publish(
        documents=[document(1, "Soins dentaires", topics=("health",)), document(2, "Dents de lait", topics=("child",))]
    )
    answer = search(Actor.public("ar"), Query(text="طبيب أسنان", language="ar"))
    assert [row.object_id for row in answer.results] == [1]
    assert answer.understood.labels == ("طبيب أسنان",)
    assert answer.results[0].why[0].code == "need.named"


@pytest.mark.django_db
def test_who_protects_comes_first_where_there_is_danger() -> None:
    actions.publish(documents=[
        document(1, "Violences conjugales : la loi", topics=("papers",), point=(44.93, 4.77)),
        document(2, "Un abri", body="violences faites aux femmes", topics=("safety",), pinned=True),
    ])  # fmt: skip
    answer = search(Actor.public(), Query(text="il me frappe", near=TOWN, within_km=5))
    assert answer.understood.urgent == ("violence",)
    assert [row.object_id for row in answer.results] == [2, 1]


@pytest.mark.django_db
def test_a_condition_that_nobody_is_known_to_meet_gives_way_and_is_said() -> None:
    actions.publish(documents=[document(1, "Poterie", cost="unknown")])
    answer = search(Actor.public(), Query(text="poterie gratuit", at=TUESDAY))
    assert (answer.total, answer.understood.dropped) == (1, ("free",))
    # A box that was ticked is kept, where somebody at all says what it costs.
    actions.publish(documents=[document(2, "Autre", cost="paid")])
    assert search(Actor.public(), Query(text="poterie", free=True)).total == 0


@pytest.mark.django_db
def test_the_circle_grows_until_there_is_something() -> None:
    actions.publish(documents=[document(1, "Poterie", point=(45.05, 4.77))])
    answer = search(Actor.public(), Query(text="poterie", near=TOWN, within_km=3))
    assert (answer.total, answer.understood.asked_km, answer.understood.within_km) == (1, 3, 30)


@pytest.mark.django_db
def test_a_place_named_in_the_words_is_where_we_search_from() -> None:
    actions.publish(documents=[document(1, "Poterie", point=(45.0, 4.9)), document(2, "Poterie", point=(44.93, 4.77))])
    answer = search(Actor.public(), Query(text="poterie près de ailleurs"), locate=lambda text: Spot(text, 45.0, 4.9))
    assert answer.understood.near == Spot("ailleurs", 45.0, 4.9)
    assert [row.object_id for row in answer.results] == [1, 2]


@pytest.mark.django_db
def test_some_of_the_words_are_better_than_nothing_and_it_is_said() -> None:
    actions.publish(documents=[document(1, "Poterie"), document(2, "Vannerie")])
    answer = search(Actor.public(), Query(text="poterie vannerie"))
    assert (answer.total, answer.understood.partly) == (2, True)
