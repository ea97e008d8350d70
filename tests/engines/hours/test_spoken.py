"""Hours as people write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.engines.hours import Opening, parse_week, write_week


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lundi à vendredi 9h-12h, 14h-17h", ["Mo-Fr 09:00-12:00, 14:00-17:00"]),
        ("Du lundi au vendredi de 9h00 à 12h30 et de 13h30 à 17h", ["Mo-Fr 09:00-12:30, 13:30-17:00"]),
        ("mar. 9h–12h", ["Tu 09:00-12:00"]),
        ("Tous les jours 24h/24", ["Mo-Su 00:00-00:00"]),
        ("Lunes a viernes de 8:00 a.m. a 4:00 p.m.", ["Mo-Fr 08:00-16:00"]),
        ("Sábado y domingo cerrado; lunes a viernes 8 a 16 h", ["Mo-Fr 08:00-16:00"]),
        ("lunes, miércoles y viernes 8-12", ["Mo,We,Fr 08:00-12:00"]),
        ("Mon - Thurs: 8:30am - 4:30pm\nFri: 8:30am - noon", ["Mo-Th 08:30-16:30", "Fr 08:30-12:00"]),
        ("Mon to Fri 9.00 to 17.30", ["Mo-Fr 09:00-17:30"]),
        ("1-5 pm Mon", ["Mo 13:00-17:00"]),
        ("11-3pm Mon", ["Mo 11:00-15:00"]),
        ("9:00am-5:00pm, Mon-Fri", ["Mo-Fr 09:00-17:00"]),
        ("Mon 9-12, Tue 14-17", ["Mo 09:00-12:00", "Tu 14:00-17:00"]),
        ("Fr,Sa 22:00-06:00", ["Fr,Sa 22:00-06:00"]),
        ("Mo-Fr 09:00-12:00, 14:00-17:00; Sa 10:00-12:00", ["Mo-Fr 09:00-12:00, 14:00-17:00", "Sa 10:00-12:00"]),
        ("24/7", ["Mo-Su 00:00-00:00"]),
    ],
)
def test_what_is_all_hours_is_read(text: str, meant: list[str]) -> None:
    found = parse_week(text)
    assert found.understood
    assert write_week(found.openings) == meant


@pytest.mark.parametrize(
    "text",
    [
        "", "lundi sur rendez-vous", "9-5 Mon-Fri", "8:00-5:00 Mon", "Monday", "9:00-17:00", "Mon-Fri 9:00", "lundi 9h-12h-14h",
        "1er lundi du mois 9h-12h", "dimanche fermé", "Mon 25:00-26:00", "Clinic: Mon 9-12", "Mon 9-12 Tue", "lundi 13pm-14pm",
    ],
)  # fmt: skip
def test_what_says_more_or_less_is_not_guessed_at(text: str) -> None:
    assert not parse_week(text).understood


MINUTES = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
OPENINGS = st.builds(lambda day, o, c: Opening(weekday=day, opens=o, closes=c), st.integers(0, 6), MINUTES, MINUTES)


@given(st.lists(OPENINGS, min_size=1, max_size=12))
def test_what_is_written_is_read_back(openings: list[Opening]) -> None:
    back = parse_week("\n".join(write_week(openings)))
    assert back.understood
    assert set(back.openings) == set(openings)


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    parse_week(text)
