"""Escaping and direction: what somebody typed never becomes markup, and keeps its own direction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone, translation

from parvis.web.design import words

NASTY = '<b onclick="x">&</b>'

Render = Callable[..., str]


@pytest.mark.parametrize(
    "scrap",
    [
        "{% name text %}",
        '{% name text "ar" %}',
        '{% foreign text "ar" %}',
        '{% foreign text "en" %}',
        '{% foreign text "fr" "p" %}',
        '{% tag text "yes" %}',
        "{% back text text %}",
        "{% phone text %}",
        '{% phone "115" text "button" %}',
        "{% choice text text text hint=text %}",
        "{% qr text text %}",
    ],
)
def test_what_was_typed_never_becomes_markup(render: Render, scrap: str) -> None:
    html = render(scrap, text=NASTY)
    assert "<b onclick" not in html
    assert 'onclick="x"' not in html


def test_foreign_text_carries_its_language_and_direction(render: Render) -> None:
    assert render('{% foreign text "ar" %}', text="بيت") == '<span lang="ar" dir="rtl">بيت</span>'
    assert render('{% foreign text "fr" %}', language="ar", text="Lavoir") == '<span lang="fr" dir="ltr">Lavoir</span>'


def test_text_of_the_pages_own_language_stays_bare(render: Render) -> None:
    assert render('{% foreign text "en" %}', text="Home") == "Home"


def test_a_foreign_tag_that_is_not_ours_is_refused(render: Render) -> None:
    with pytest.raises(ValueError, match="does not write"):
        render('{% foreign text "ar" "script" %}', text="x")


def test_a_name_decides_its_own_direction(render: Render) -> None:
    assert render("{% name text %}", text="أمل") == '<bdi dir="auto">أمل</bdi>'


def test_a_phone_number_is_dialled_whole_and_read_left_to_right(render: Render) -> None:
    html = render('{% phone "+33465710040" %}', language="ar")
    assert html == '<a href="tel:+33465710040"><bdi dir="ltr">04 65 71 00 40</bdi></a>'


def test_an_emergency_number_stays_as_it_is(render: Render) -> None:
    assert 'href="tel:112"' in render('{% phone "112" %}')


def test_no_number_shows_nothing(render: Render) -> None:
    assert render('{% phone "" %}') == ""


@pytest.mark.parametrize(
    ("language", "day", "hour"),
    [
        ("fr", "jeudi 3\u00a0décembre", "10\u00a0h"),
        ("en", "Thursday 3\u00a0December", "10:00"),
        ("es", "jueves, 3\u00a0de diciembre", "10:00"),
        ("ar", "الخميس، 3\u00a0ديسمبر", "10:00"),
    ],
)
def test_a_moment_is_said_as_the_reader_says_it(language: str, day: str, hour: str) -> None:
    assert words.day_text(dt.date(2026, 12, 3), language, this_year=2026) == day
    assert words.clock_text(dt.time(10, 0), language) == hour


def test_a_moment_is_shown_in_the_towns_time(render: Render) -> None:
    moment = dt.datetime(2020, 12, 3, 9, 5, tzinfo=dt.UTC)
    html = render('{% when moment "time" %}', language="fr", moment=moment)
    assert html == '<time datetime="2020-12-03T10:05+01:00">10\u00a0h\u00a005</time>'


def test_another_year_is_named() -> None:
    assert words.day_text(dt.date(2027, 3, 1), "fr", this_year=2026) == "lundi 1er\u00a0mars 2027"
    assert "2027" in words.day_text(dt.date(2027, 3, 1), "ar", this_year=2026)


@pytest.mark.parametrize(("kilometres", "text"), [(0.42, "400 m"), (0.0, "50 m"), (1.234, "1.2 km"), (14.2, "14 km")])
def test_a_distance_is_as_exact_as_a_walker_needs(kilometres: float, text: str) -> None:
    with translation.override("en"):
        assert words.distance(kilometres) == text


def test_an_unknown_distance_is_not_zero() -> None:
    assert words.distance(None) == ""


@pytest.mark.parametrize(("hours", "text"), [(0, "0 h"), (77, "77 h"), (96, "4 days"), (26 * 24, "26 days")])
def test_waiting_is_counted_in_hours_then_days(hours: int, text: str) -> None:
    with translation.override("en"):
        assert words.waited(dt.timedelta(hours=hours)) == text


@pytest.mark.parametrize(
    ("days", "language", "pattern"),
    [
        (0, "fr", "à 9\u00a0h"),
        (1, "fr", "demain à 9\u00a0h"),
        (1, "ar", "غدًا الساعة 9:00"),
        (3, "fr", "%(weekday)s à 9\u00a0h"),
        (3, "en", "%(weekday)s at 9:00"),
        (8, "fr", "%(weekday)s %(day)s, 9\u00a0h"),
    ],
)
def test_a_coming_hour_is_said_as_one_says_it(days: int, language: str, pattern: str) -> None:
    day = timezone.localdate() + dt.timedelta(days=days)
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    said = {
        "weekday": words.weekday_text(day, language),
        "day": words.day_text(day, language, this_year=timezone.localdate().year, weekday=False),
    }
    with translation.override(language):
        assert f">{pattern % said}</time>" in words.about_when(moment)


@pytest.mark.parametrize(
    ("language", "line", "label"), [("fr", "a, b", "a\u00a0: b"), ("ar", "a، b", "a: b"), ("es", "a, b", "a: b")]
)
def test_lists_and_labels_are_written_as_the_reader_writes(language: str, line: str, label: str) -> None:
    with translation.override(language):
        assert f"a{words.comma()}b" == line
        assert f"a{words.colon()}b" == label


def test_hours_of_opening_stay_on_one_line() -> None:
    assert words.span_text(dt.time(9), dt.time(17, 30), "fr") == "9\u00a0h\u00a0–\u00a017\u00a0h\u00a030"
    assert words.span_text(dt.time(9), dt.time(17, 30), "ar") == "9:00\u00a0–\u00a017:30"
