from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.recurrence import Pattern, occurrences, weekly

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 3, 9)
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def pattern(rule: str, start: str = "09:30", zone: str = "Europe/Paris") -> Pattern:
    return Pattern(rule=rule, start=time.fromisoformat(start), minutes=90, zone=zone)


def test_twice_a_week_until_a_day() -> None:
    row = occurrences(pattern(weekly(["mo", "th"])), first=MONDAY, last=MONDAY + timedelta(days=14))
    assert [one.starts_at.astimezone(PARIS).date().day for one in row.met] == [9, 12, 16, 19, 23]
    assert {one.ends_at - one.starts_at for one in row.met} == {timedelta(minutes=90)}


def test_the_wall_clock_counts_when_the_clocks_change() -> None:
    row = occurrences(pattern(weekly(["mo"])), first=date(2026, 3, 23), last=date(2026, 4, 6))
    assert [one.starts_at for one in row.met] == [
        datetime(2026, 3, 23, 8, 30, tzinfo=UTC),
        datetime(2026, 3, 30, 7, 30, tzinfo=UTC),
        datetime(2026, 4, 6, 7, 30, tzinfo=UTC),
    ]


def test_an_hour_that_is_not_there_is_read_as_the_hour_after() -> None:
    (one,) = occurrences(pattern("FREQ=DAILY;COUNT=1", "02:30"), first=date(2026, 3, 29)).met
    assert one.starts_at.astimezone(PARIS).time() == time(3, 30)


def test_what_is_left_out_is_said_and_made_up_for() -> None:
    holiday = MONDAY + timedelta(days=7)
    row = occurrences(
        pattern(weekly(["mo"], count=3)), first=MONDAY, why_not=lambda day: "holiday" if day == holiday else None
    )
    assert [one.starts_at.date() for one in row.met] == [MONDAY, MONDAY + timedelta(14), MONDAY + timedelta(21)]
    assert [(one.day, one.why) for one in row.skipped] == [(holiday, "holiday")]
    short = occurrences(
        pattern(weekly(["mo"], count=3)),
        first=MONDAY,
        why_not=lambda day: "holiday" if day == holiday else None,
        make_up=False,
    )
    assert len(short.met) == 2


@pytest.mark.parametrize("rule", ["", "FREQ=SOMETIMES", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;COUNT=many"])
def test_a_rule_nobody_can_read_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        pattern(rule)


def test_a_zone_nobody_knows_and_no_time_at_all_are_refused() -> None:
    with pytest.raises(KeyError):
        pattern("FREQ=DAILY", zone="Europe/Valmarelle")
    with pytest.raises(ValueError, match="minutes"):
        Pattern(rule="FREQ=DAILY", start=time(9), minutes=0, zone="UTC")


def test_a_rule_without_end_has_one() -> None:
    assert len(occurrences(pattern("FREQ=DAILY"), first=MONDAY, most=50).met) == 50
    never = occurrences(pattern("FREQ=DAILY"), first=MONDAY, why_not=lambda _day: "holiday", most=50)
    assert (len(never.met), len(never.skipped)) == (0, 50)


@given(
    days=st.sets(st.sampled_from(DAYS), min_size=1),
    count=st.integers(1, 40),
    first=st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    shut=st.sets(st.integers(0, 60)),
)
def test_a_course_has_its_lessons_on_its_days_and_on_no_other(
    days: set[str], count: int, first: date, shut: set[int]
) -> None:
    closed = {first + timedelta(days=number) for number in shut}
    row = occurrences(
        pattern(weekly(sorted(days, key=DAYS.index), count=count)),
        first=first,
        why_not=lambda day: "break" if day in closed else None,
    )
    met = [one.starts_at.astimezone(PARIS) for one in row.met]
    assert len(met) == count
    assert all(DAYS[one.weekday()] in days and one.time() == time(9, 30) for one in met)
    assert not closed & {one.date() for one in met}
    assert met == sorted(set(met))
