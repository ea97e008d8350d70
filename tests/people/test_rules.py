"""Pure decisions, by example and by property."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.people.rules import (
    age_on,
    age_span,
    ascii_digits,
    clean,
    covers,
    name_words,
    parse_birth,
    state_at,
    surely_under,
)
from parvis.people.rules.birth import BirthProblem
from parvis.people.rules.names import skeleton

TODAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, tzinfo=UTC)
BORN = st.dates(min_value=date(1907, 1, 1), max_value=TODAY)


@given(BORN)
def test_a_date_stored_is_the_date_said(born: date) -> None:
    assert parse_birth("date", f"{born.day}/{born.month}/{born.year}", today=TODAY) == born.isoformat()
    assert parse_birth("date", born.isoformat(), today=TODAY) == born.isoformat()


@given(BORN)
def test_the_true_age_lies_within_what_a_year_tells(born: date) -> None:
    exact = age_on("date", born.isoformat(), TODAY).years
    low, high = age_span("year", f"{born.year}-01-01", TODAY)
    assert low <= exact <= high


@given(st.integers(0, 119), st.integers(0, 3))
def test_an_age_told_once_grows_with_the_years(age: int, later: int) -> None:
    stored = parse_birth("about", age, today=TODAY)
    assert age_on("about", stored, TODAY.replace(year=TODAY.year + later)).years == age + later


@given(st.text(max_size=30), st.sampled_from(["date", "year", "about"]))
def test_whatever_is_typed_is_taken_or_named(text: str, precision: str) -> None:
    try:
        stored = parse_birth(precision, text, today=TODAY)
    except BirthProblem as problem:
        named = problem.args[0]
    else:
        assert date(1900, 1, 1) <= date.fromisoformat(stored) <= TODAY
        return
    assert named in {"missing", "not_a_date", "not_a_number", "future", "too_long_ago"}


def test_birthdays_count_on_their_day() -> None:
    assert [age_on("date", "2008-03-10", date(2026, 3, day)).years for day in (9, 10)] == [17, 18]
    assert age_on("date", "2008-02-29", date(2026, 2, 28)).years == 17


def test_unknown_is_never_young() -> None:
    assert not surely_under("unknown", "", TODAY, 16)
    assert not surely_under("not_said", "", TODAY, 16)
    assert surely_under("year", "2011-01-01", TODAY, 16)


@given(st.text(max_size=60))
def test_name_words_are_latin_letters_and_digits_only(text: str) -> None:
    for word in name_words(text):
        assert word.word
        assert word.sound
        assert (word.word + word.sound).isascii()
        assert (word.word + word.sound).isalnum()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéàôüñ", min_size=1, max_size=20))
def test_case_and_accents_make_no_other_name(word: str) -> None:
    assert name_words(word.upper()) == name_words(word) == name_words(f"  {word}. ")


@given(st.lists(st.sampled_from(["amal", "sami", "nadim", "olena", "farid"]), min_size=1, max_size=5))
def test_order_and_repetition_make_no_other_name(words: list[str]) -> None:
    assert set(name_words(" ".join(words))) == set(name_words(" ".join(reversed(words + words))))


@given(st.text(alphabet="bdfgjklmnprstz", min_size=2, max_size=8), st.data())
def test_vowels_never_part_two_spellings(consonants: str, data: st.DataObject) -> None:
    """Any vowels between the same consonants sound alike to the key."""

    def spell() -> str:
        vowels = data.draw(st.lists(st.sampled_from("aeiou"), min_size=len(consonants), max_size=len(consonants)))
        return "".join(a + b for a, b in zip(consonants, vowels, strict=True))

    one, two = skeleton(spell()), skeleton(spell())
    assert len(one) < 2 or len(two) < 2 or len(set(consonants)) == 1 or one == two


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mohamed", "محمد"), ("Youssef", "يوسف"), ("Djamel", "جمال"), ("Kacem", "قاسم"), ("Olena", "Олена"), ("Fatimah", "فاطمة"),
     ("Tekle", "ተክለ"), ("Giorgos", "Γιώργος"), ("Cherif", "شريف"), ("Philippe", "Filip"), ("Khaled", "خالد")],
)  # fmt: skip
def test_what_desks_write_differently_sounds_alike(one: str, other: str) -> None:
    assert name_words(one)[0].sound == name_words(other)[0].sound


@pytest.mark.parametrize(
    ("one", "other"), [("Amal", "Sami"), ("Nadim", "Nadir"), ("Olena", "Leyla"), ("Farid", "Fatima")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert name_words(one)[0].sound != name_words(other)[0].sound


@given(st.text(max_size=40))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\n" not in clean(text)
    assert ascii_digits(ascii_digits(text)) == ascii_digits(text)


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_a_consent_is_over_from_its_instant_on(after: timedelta) -> None:
    expected = "expired" if after >= timedelta() else "given"
    assert state_at("given", AT, AT + after) == expected
    assert state_at("withdrawn", AT, AT + after) == "withdrawn"
    assert state_at("explained", None, AT + after) == "explained"


@given(st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")))
def test_a_consent_covers_what_it_names_and_no_more(given_fields: set[str], wanted: set[str]) -> None:
    assert covers(given_fields, wanted) == (wanted - given_fields == set())
