"""Names of persons: one way of comparing, whatever the script, the desk and the order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.names import LEAST, UNKNOWN, Born, Known, alike, asked_keys, born, nearest, stored_keys
from parvis.engines.names.born import compare_births
from parvis.engines.names.sounds import skeletons
from parvis.engines.names.words import words_of

SAME = [
    ("Abd al-Rahman Al-Khatib", "عبدالرحمن الخطیب"),
    ("Abdelrahman Khatib", "Abdurrahman El Khatib"),
    ("Nour Eddine Ben Salem", "Noureddine Bensalem"),
    ("Abdullah", "عبد الله"),
    ("Youssef Cherif", "يوسف شريف"),
    ("Khadija Jamil", "Хадиджа Джамиль"),
    ("Євгеній Щербаков", "Yevhenii Shcherbakov"),
    ("Юрий Иванов", "Iouri Iwanow"),
    ("ጥላሁን ጸጋይ", "Telahun Segay"),
    ("ወልደሚካኤል ገብረ", "Woldemichael Ghebre"),
    ("رضا قاسمی", "Reza Ghasemi"),
    ("Mohd Sa'id", "محمد سعيد"),
]
OTHER = [("Fatima Zahra", "Omar Haddad"), ("Ivan Petrenko", "Nadia Belkacem"), ("علی رضایی", "Olena Koval")]
LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)


def known(*names: str, day: str = "", sex: str = "") -> Known:
    return Known(names=names, born=born(day), sex=sex)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_name_shares_a_skeleton_for_each_word(one: str, other: str) -> None:
    for left, right in zip(words_of(one), words_of(other), strict=True):
        assert skeletons(left) & skeletons(right), (left, right)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_person_is_likelier_than_any_other(one: str, other: str) -> None:
    day = "1990-03-14"
    assert alike(known(one, day=day), known(other, day=day)).score >= 80
    assert stored_keys([one], born(day)) & asked_keys([other], born(day))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert alike(known(one), known(other)).score < LEAST


def test_words_written_as_one_or_two_and_in_another_order_meet() -> None:
    found = alike(known("Ali Reza Karimi"), known("Karimi Alireza"))
    assert (found.score, found.reasons) == (65, ("name_alike", "name_part"))


def test_a_father_s_name_left_out_costs_little() -> None:
    whole, short = (
        alike(known("Amal Sami Haddad"), known("Amal Haddad")),
        alike(known("Amal Haddad"), known("Amal Haddad")),
    )
    assert short.score - 12 < whole.score < short.score
    assert whole.reasons == ("name_alike", "name_part")


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("1990-03-04", "1990-03-04", "born_same"),
        ("1990-03-04", "1990-04-03", "born_swapped"),
        ("1990-03-04", "1990", "born_year"),
        ("1990-01-01", "1990-07-02", "born_year"),
        ("1990-03-04", "1991-03-04", "born_near"),
        ("1990-03-04", "1990-03-05", "born_near"),
        ("1990", "1991", "born_near"),
        ("1990-03-04", "1978-08-19", "born_apart"),
        ("1990-03-04", "", ""),
    ],
)
def test_births_are_compared_as_far_as_they_are_known(one: str, other: str, code: str) -> None:
    assert compare_births(born(one), born(other))[1] == code
    assert compare_births(born(one), born(other)) == compare_births(born(other), born(one))


def test_an_unknown_birth_neither_helps_nor_harms_and_an_estimate_is_taken_as_one() -> None:
    assert compare_births(UNKNOWN, born("1990")) == (0, "")
    assert compare_births(born("1990-01-01", precision="about"), born("1994"))[1] == "born_near"
    assert born("1990-01-01", precision="not_said") == UNKNOWN
    assert not Born(1990, 1, 1).is_day
    with pytest.raises(ValueError, match="soon"):
        born("soon")


def test_sex_is_weak_evidence() -> None:
    same = alike(known("Amal Haddad", sex="female"), known("Amal Haddad", sex="female"))
    other = alike(known("Amal Haddad", sex="female"), known("Amal Haddad", sex="male"))
    assert other.reasons[-1] == "sex_differs"
    assert 0 < same.score - other.score < 10


def test_any_name_form_of_both_counts() -> None:
    assert alike(known("سامي حداد", "Sami Haddad"), known("Nobody", "Sammy Hadad")).score > LEAST


def test_the_nearest_come_in_order_and_are_few() -> None:
    among = {1: known("Amal Hadid"), 2: known("Amal Haddad"), 3: known("Viktor"), 4: known("Amel Haddad")}
    assert [number for number, _ in nearest(known("Amal Haddad"), among, 3)] == [2, 4, 1]


@given(LETTERS, LETTERS)
def test_no_text_breaks_it_and_a_name_is_itself(one: str, other: str) -> None:
    assert 0 <= alike(known(one), known(other)).score <= 100
    assert alike(known(one), known(other)).score == alike(known(other), known(one)).score
    assert stored_keys([one], UNKNOWN) <= asked_keys([one], UNKNOWN)
    if words_of(one):
        assert alike(known(one), known(one)).score == 65
