import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.text import Vocabulary, allowed_typos, distance

WORDS = st.text("abcd", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("doctor", "doctor", 0), ("doctor", "docter", 1), ("form", "from", 1), ("kitten", "sitting", 3), ("", "ab", 2)],
)
def test_distance(left: str, right: str, expected: int) -> None:
    assert distance(left, right, 3) == expected


def test_distance_gives_up_beyond_the_limit() -> None:
    assert distance("abcdefgh", "zzzzzzzz", 2) == 3


@given(st.sets(WORDS, max_size=30), WORDS, st.integers(0, 2))
def test_the_index_finds_what_measuring_everything_finds(words: set[str], typed: str, limit: int) -> None:
    found = {s.word for s in Vocabulary(dict.fromkeys(words, 1)).nearest(typed, limit)}
    assert found == {word for word in words if distance(word, typed, limit) <= limit}


def test_nearest_first_then_most_frequent() -> None:
    vocabulary = Vocabulary({"housing": 5, "hosing": 9, "mousing": 7})
    assert [s.word for s in vocabulary.nearest("housing", 1)] == ["housing", "hosing", "mousing"]


def test_short_words_and_numbers_are_taken_as_typed() -> None:
    assert [allowed_typos(word) for word in ("law", "2026", "ville", "logement")] == [0, 0, 1, 2]


@given(WORDS, WORDS)
def test_distance_is_symmetric(left: str, right: str) -> None:
    assert distance(left, right, 2) == distance(right, left, 2)
