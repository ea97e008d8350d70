import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.disclosure import figure, rounded


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 30))
def test_no_small_cell_leaves_and_no_rest_gives_one_away(one: int, two: int, minimum: int) -> None:
    shown = figure(numerator=min(one, two), denominator=max(one, two), minimum=minimum)
    if shown.shown:
        assert shown.numerator is not None
        assert shown.denominator is not None
        assert minimum <= shown.numerator <= shown.denominator - minimum
    else:
        assert (shown.numerator, shown.denominator, shown.percent) == (None, None, None)
        assert shown.reason in {"too_few", "small_part", "small_rest"}


def test_what_is_shown() -> None:
    shown = figure(numerator=23, denominator=40)
    assert (shown.shown, shown.numerator, shown.denominator, shown.percent) == (True, 23, 40, 58)


@pytest.mark.parametrize(
    ("numerator", "denominator", "reason"),
    [(3, 9, "too_few"), (9, 40, "small_part"), (31, 40, "small_rest"), (0, 40, "small_part"), (40, 40, "small_rest")],
)
def test_what_is_held_back(numerator: int, denominator: int, reason: str) -> None:
    assert figure(numerator=numerator, denominator=denominator).reason == reason


def test_nobody_may_be_shown_when_it_is_about_work() -> None:
    assert figure(numerator=0, denominator=40, zero_is_public=True).percent == 0
    assert figure(numerator=40, denominator=40, zero_is_public=True).percent == 100
    assert not figure(numerator=0, denominator=0, zero_is_public=True).shown


def test_rounding() -> None:
    assert [rounded(n, 5) for n in (22, 23, 0, 7)] == [20, 25, 0, 5]
    shown = figure(numerator=23, denominator=41, base=5)
    assert (shown.numerator, shown.denominator, shown.percent) == (25, 40, 63)


def test_a_part_is_not_more_than_the_whole() -> None:
    with pytest.raises(ValueError, match="part"):
        figure(numerator=5, denominator=4)
