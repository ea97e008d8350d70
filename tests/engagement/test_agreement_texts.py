"""The texts of the house: whole in four languages, the same blanks and roles in each, and nothing put in twice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engagement import queries
from parvis.engagement.agreement_choices import PartyRole
from parvis.engagement.agreement_wording import (
    Template,
    clause_in,
    clauses_for,
    templates,
    title,
    with_marks,
    with_names,
)
from tests.factories import agreements
from tests.factories.access import NOW

LANGUAGES = ("fr", "en", "ar", "es")
TEXTS = [templates()[code] for code in templates()]
PLACES = re.compile(r"{(\w+)}")


def test_the_five_texts_are_there() -> None:
    assert set(templates()) == {"apprenticeship", "internship", "mentoring", "reception", "volunteering"}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.code)
def test_a_text_is_whole_in_every_language(text: Template) -> None:
    known = set(text.roles) | {blank.name for blank in text.blanks}
    assert set(text.roles) <= set(PartyRole.values)
    assert text.roles["participant"] and sum(text.roles.values()) >= 2
    assert {code for code, read in text.read_by_native.items() if not read} == {"en", "ar", "es"}
    used: set[str] = set()
    for clause in text.clauses:
        assert set(clause.words) == set(LANGUAGES), clause.key
        assert clause.binds and set(clause.binds) <= set(text.roles), clause.key
        places = [sorted(PLACES.findall(words)) for words in clause.words.values()]
        assert all(set(one) == set(places[0]) for one in places), clause.key
        assert set(places[0]) <= known
        used |= set(places[0])
        for words in clause.words.values():
            assert len(words) <= 300, clause.key
    assert {blank.name for blank in text.blanks} <= used
    assert len({clause.key for clause in text.clauses}) == len(text.clauses)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.code)
def test_whoever_must_sign_is_bound_and_whoever_is_absent_is_not_named(text: Template) -> None:
    required = [role for role, needed in text.roles.items() if needed]
    for roles in (required, list(text.roles)):
        kept = clauses_for(text, roles)
        assert set(required) <= {role for clause in kept for role in clause.binds}
        named = {place for clause in kept for words in clause.words.values() for place in PLACES.findall(words)}
        absent = set(text.roles) - set(roles)
        assert not named & absent, named & absent


def test_another_language_is_left_to_be_written() -> None:
    text = templates()["mentoring"]
    assert title(text, "ti").words == ""
    said = clause_in(text, text.clauses[0], "ti", {}, {})
    assert (said.words, said.unread) == ("", True)
    assert title(text, "ar-MA").words == title(text, "ar").words


def test_what_fills_a_place_is_not_searched_for_places() -> None:
    text = templates()["internship"]
    said = clause_in(text, text.clauses[0], "fr", {"participant": ["{p1}"]}, {"trade": "{participant}"})
    assert said.words.count("{participant}") == 1
    assert "…" not in said.words
    assert "…" in clause_in(text, text.clauses[1], "fr", {}, {}).words


@given(
    st.lists(
        st.text("abcdefgh ", min_size=3, max_size=9).map(str.strip).filter(bool), min_size=1, max_size=3, unique=True
    )
)
def test_names_go_out_of_a_text_and_come_back(names: list[str]) -> None:
    known = dict(enumerate(names, start=1))
    shown = with_names("{p1}, " + ", ".join(f"{{p{n}}}" for n in known), known)
    assert with_names(with_marks(shown, known.items()), known) == shown
    assert with_names("{p9}", known) == "\u2068…\u2069"


def test_what_fills_a_place_is_said_in_each_language_and_no_money_in_words(db: None) -> None:
    here = agreements.workshop()
    blanks = {"trade": "cuisine", "hours": 28, "pay": (0, "EUR")}
    row = agreements.draft(here, blanks=blanks, second_blanks={"trade": "الطبخ", "hours": "99"})
    aim, hours, pay = (clause.now for clause in queries.agreement_page(here.worker, row.public_id, NOW).clauses[:3])
    assert aim is not None and hours is not None and pay is not None
    assert "cuisine" in aim.first and "cuisine" not in aim.second
    assert "الطبخ" in aim.second
    assert "99" not in hours.second
    assert "rien" in pay.first and "0,00" not in pay.first
    assert "لا شيء" in pay.second and "0.00" not in pay.second
