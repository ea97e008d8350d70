from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.hours import Opening, Status, status

PARIS = ZoneInfo("Europe/Paris")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def row(weekday: int, opens: str, closes: str, **more: object) -> Opening:
    return Opening(weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes), **more)  # type: ignore[arg-type]


OFFICE = [row(day, *hours) for day in range(5) for hours in (("09:00", "12:00"), ("14:00", "18:00"))]


def test_open_until_noon() -> None:
    assert status(OFFICE, at("2026-11-23T10:00"), PARIS) == Status(True, at("2026-11-23T12:00"))


def test_closed_over_the_weekend_says_when_next() -> None:
    found = status(OFFICE, at("2026-11-27T18:00"), PARIS)
    assert (found.open, found.next_open) == (False, at("2026-11-30T09:00"))


def test_no_hours_is_unknown_and_never_closed() -> None:
    assert status([], at("2026-11-23T10:00"), PARIS).open is None


def test_hours_partly_read_never_say_closed() -> None:
    assert status(OFFICE, at("2026-11-28T10:00"), PARIS, complete=False).open is None
    assert status(OFFICE, at("2026-11-23T10:00"), PARIS, complete=False).open is True


def test_hours_that_lapsed_are_unknown() -> None:
    old = [row(0, "09:00", "12:00", valid_to=date(2026, 6, 30))]
    assert status(old, at("2026-11-23T13:00"), PARIS) == Status(None)


def test_summer_hours() -> None:
    both = [row(0, "09:00", "12:00", valid_to=date(2026, 6, 30)), row(0, "07:00", "11:00", valid_from=date(2026, 7, 1))]
    assert status(both, at("2026-06-29T11:30"), PARIS).open is True
    assert status(both, at("2026-07-06T11:30"), PARIS).open is False


def test_public_holiday_by_set_or_function() -> None:
    christmas = date(2026, 12, 25)
    for calendar in ({christmas}, lambda day: day == christmas):
        found = status(OFFICE, at("2026-12-25T10:00"), PARIS, calendar)
        assert (found.open, found.holiday, found.next_open) == (False, True, at("2026-12-28T09:00"))
    always = [row(day, "00:00", "00:00", on_holidays=True) for day in range(7)]
    assert status(always, at("2026-12-25T10:00"), PARIS, {christmas}).open is True


def test_past_midnight() -> None:
    night = [row(4, "20:00", "04:00")]
    assert status(night, at("2026-11-28T03:00"), PARIS) == Status(True, at("2026-11-28T04:00"))
    assert status(night, at("2026-11-28T05:00"), PARIS).open is False


def test_always_open_has_no_seam_at_midnight() -> None:
    always = [row(day, "00:00", "00:00") for day in range(7)]
    found = status(always, at("2026-11-23T23:59"), PARIS)
    assert found.open
    assert found.until is not None
    assert found.until > at("2026-12-20T00:00")


def test_the_night_the_clocks_change() -> None:
    night = [row(5, "22:00", "06:00")]
    for day, hours in (("2026-03-28", 7), ("2026-10-24", 9)):
        found = status(night, at(f"{day}T22:00"), PARIS)
        assert found.until is not None
        assert (found.until.astimezone(UTC) - at(f"{day}T22:00").astimezone(UTC)).total_seconds() == hours * 3600
    skipped = [row(6, "02:00", "03:00")]
    assert status(skipped, at("2026-03-29T03:00"), PARIS).open is False


def test_another_zone_asks() -> None:
    assert status(OFFICE, datetime(2026, 11, 23, 8, 30, tzinfo=UTC), "Europe/Paris").open is True


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        status(OFFICE, datetime(2026, 11, 23, 8, 30), PARIS)  # noqa: DTZ001


TIMES = st.times(timezones=st.none()).map(lambda t: t.replace(second=0, microsecond=0))
ROWS = st.lists(st.builds(Opening, weekday=st.integers(0, 6), opens=TIMES, closes=TIMES), min_size=1, max_size=6)


@given(ROWS, st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_until_and_next_are_where_the_answer_changes(rows: list[Opening], moment: datetime) -> None:
    now = status(rows, moment, PARIS)
    assert now.open is not None
    if now.open:
        assert now.until is not None
        assert now.until > moment
    elif now.next_open:
        assert now.next_open > moment
        assert status(rows, now.next_open, PARIS).open is True
    assert status(list(reversed(rows)), moment, PARIS) == now
