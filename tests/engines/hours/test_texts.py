from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.hours import (
    HoursNotUnderstood,
    Opening,
    lines_from_openings,
    openings_from_osm,
    parse_hours,
    parse_time,
    status_from_osm,
    weekdays_from_rrule,
)

PARIS = ZoneInfo("Europe/Paris")


def short(openings: tuple[Opening, ...]) -> list[str]:
    return [f"{row.weekday} {row.opens:%H:%M}-{row.closes:%H:%M}" for row in openings]


def test_osm_week() -> None:
    assert short(openings_from_osm("Mo-Tu 09:00-12:00,14:00-18:00; PH off")) == [
        "0 09:00-12:00",
        "0 14:00-18:00",
        "1 09:00-12:00",
        "1 14:00-18:00",
    ]
    assert short(openings_from_osm("Su 22:00-02:00")) == ["6 22:00-02:00"]
    assert short(openings_from_osm("24/7")) == [f"{day} 00:00-00:00" for day in range(7)]
    assert short(openings_from_osm("Mo-Fr 08:00-16:00; We off"))[2] == "3 08:00-16:00"


@pytest.mark.parametrize(
    "text", ["by appointment", "Apr-Sep Mo-Fr 09:00-17:00", "Mo sunrise-sunset", "Mo[1] 09:00-12:00", "off"]
)
def test_osm_that_no_week_says(text: str) -> None:
    with pytest.raises(HoursNotUnderstood):
        openings_from_osm(text)


def test_osm_evaluated() -> None:
    noon = datetime(2026, 7, 14, 12, tzinfo=PARIS)
    assert status_from_osm("Apr-Sep Mo-Fr 09:00-17:00", noon, PARIS).open is True
    closed = status_from_osm("Mo-Fr 09:00-17:00; PH off", noon, PARIS, country="FR")
    assert (closed.open, closed.next_open) == (False, datetime(2026, 7, 15, 9, tzinfo=PARIS))
    assert status_from_osm("Mo-Fr 09:00-17:00 unknown", noon, PARIS).open is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00am-5:00pm, Mon-Fri", [f"{day} 09:00-17:00" for day in range(5)]),
        ("8:30am–5:00pm, Mon, Wed", ["0 08:30-17:00", "2 08:30-17:00"]),
        ("8:00am-12:00pm; 1:00pm-5:00pm, Tue", ["1 08:00-12:00", "1 13:00-17:00"]),
        ("8:30am-12:00pm & 1:00pm-3:00pm, Thur", ["3 08:30-12:00", "3 13:00-15:00"]),
        ("9am-7pm, Mon;\n8:00am-2:00pm, Sat", ["0 09:00-19:00", "5 08:00-14:00"]),
        ("4:00pm-8:00am, Sat-Mon", ["0 16:00-08:00", "5 16:00-08:00", "6 16:00-08:00"]),
        ("24 hours a day, 7 days a week", [f"{day} 00:00-00:00" for day in range(7)]),
        ("12:00am-12:00pm, Sun", ["6 00:00-12:00"]),
    ],
)
def test_typed_hours(text: str, expected: list[str]) -> None:
    parsed = parse_hours(text)
    assert (parsed.understood, short(parsed.openings)) == (True, expected)


@pytest.mark.parametrize(
    "text", ["", "Clinic:\n9:00am-11:00am, Tue", "9:00am, Tue", "School dismissal - 6:00pm, Mon-Fri", "Mon-Fri"]
)
def test_half_understood_is_not_understood(text: str) -> None:
    assert not parse_hours(text).understood


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    parsed = parse_hours(text)
    assert parsed.understood == bool(parsed.openings)
    parse_time(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00am", "09:00"),
        ("9am", "09:00"),
        ("7:30 am ", "07:30"),
        ("9:00a", "09:00"),
        ("9:0am", "09:00"),
        ("830am", "08:30"),
        ("12:00am", "00:00"),
        ("12:00pm", "12:00"),
        ("17:30", "17:30"),
        ("09:00:00", "09:00"),
    ],
)
def test_typed_times(text: str, expected: str) -> None:
    parsed = parse_time(text)
    assert parsed is not None
    assert f"{parsed.time:%H:%M}" == expected


def test_times_that_need_a_guess_say_so() -> None:
    guess = parse_time("5:00", after=time(8))
    assert guess is not None
    assert (guess.time, guess.sure) == (time(17), False)
    for clock in ("00:00", "05:00"):  # two digits are a 24-hour clock: this opening runs past midnight
        night = parse_time(clock, after=time(20))
        assert night is not None
        assert (f"{night.time:%H:%M}", night.sure) == (clock, True)
    rest = parse_time("12:00pm (dispensing)")
    assert rest is not None
    assert rest.rest == "(dispensing)"


@pytest.mark.parametrize("text", ["", "noon", "25:00", "13:00pm", "9:75am", "late"])
def test_no_time(text: str) -> None:
    assert parse_time(text) is None


def test_rrule() -> None:
    assert weekdays_from_rrule(freq="WEEKLY", byday="TH,FR") == (3, 4)
    assert weekdays_from_rrule(freq="", byday="mo") == (0,)
    assert weekdays_from_rrule(freq="WEEKLY", byday="TH", interval=2) is None
    assert weekdays_from_rrule(freq="MONTHLY", byday="2MO") is None
    assert weekdays_from_rrule(freq="WEEKLY", byday="") is None


def test_days_with_the_same_hours_become_one_line() -> None:
    openings = parse_hours("9:00am-5:00pm, Mon-Thur;\n9:00am-1:00pm, Fri").openings
    lines = lines_from_openings(reversed(openings))
    assert [(line.byday, line.closes) for line in lines] == [("MO,TU,WE,TH", time(17)), ("FR", time(13))]


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 11), st.integers(12, 23)), max_size=8))
def test_lines_say_the_same_as_the_openings(facts: set[tuple[int, int, int]]) -> None:
    openings = {Opening(weekday=day, opens=time(one), closes=time(two)) for day, one, two in facts}
    back = {
        Opening(weekday=day, opens=line.opens, closes=line.closes)
        for line in lines_from_openings(openings)
        for day in weekdays_from_rrule(freq="WEEKLY", byday=line.byday) or ()
    }
    assert back == openings
