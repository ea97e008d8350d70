"""The offers of the demo: so many of each kind, whole in four languages, on days that make sense, in and around the town."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from parvis.engagement.kinds import faults, kind_of, kinds
from tests.demo.data import FILES, HOSTS, OFFERS, ORGANISATIONS, PERSONS, PLACES, SERVICES, days_of, load
from tests.demo.test_content import FACTS

AT_LEAST = {
    "course": 30,
    "event": 20,
    "vacancy": 18,
    "mentoring": 16,
    "volunteering": 14,
    "service": 12,
    "internship": 10,
    "apprenticeship": 8,
    "reception": 8,
    "staff_training": 8,
    "self_study": 8,
}
NORTH, SOUTH, EAST, WEST = 45.02, 44.83, 4.90, 4.64
EVERY = pytest.mark.parametrize("offer", OFFERS.values(), ids=list(OFFERS))


def in_french(value: Any) -> Any:
    return value["fr"] if isinstance(value, dict) and "fr" in value else value


def test_there_are_so_many_of_each_kind() -> None:
    counted = Counter(row["kind"] for row in OFFERS.values())
    assert set(counted) == {kind.code for kind in kinds()} == set(AT_LEAST)
    assert {code: n for code, n in counted.items() if n < AT_LEAST[code]} == {}
    assert len(OFFERS) >= 150


def test_a_file_is_of_one_kind_and_named_after_it() -> None:
    for name in FILES:
        if name.startswith("offers/"):
            assert name == f"offers/{load(name)['kind']}.yaml"
            assert load(name)["translation"] == {"origin": "human", "read_by_native": False}


@EVERY
def test_an_offer_says_what_its_kind_asks_for_and_nothing_else(offer: dict[str, Any]) -> None:
    kind = kind_of(offer["kind"])
    details = {code: in_french(value) for code, value in offer.get("details", {}).items()}
    if "sessions" in offer and any(detail.code == "sessions" for detail in kind.details):
        details["sessions"] = offer["sessions"]
    assert faults(kind.details, details) == {}


@EVERY
def test_what_an_offer_says_in_words_it_says_in_every_language(offer: dict[str, Any]) -> None:
    own_words = {detail.code for detail in kind_of(offer["kind"]).details if detail.own_words}
    for code, value in offer.get("details", {}).items():
        assert (code in own_words) is isinstance(value, dict) or not own_words & {code}, code
        if code in own_words:
            assert set(value) == {"fr", "en", "ar", "es"}, code


@EVERY
def test_an_offer_stands_where_it_can_be_found(offer: dict[str, Any]) -> None:
    assert offer["organisation"] in ORGANISATIONS
    assert offer.get("service") is None or offer["service"] in SERVICES
    place = PLACES.get(offer["place"] or "")
    assert place or offer["kind"] == "self_study"
    assert not (place and place["confidential"])
    for rule in offer.get("requirements", ()):
        assert rule["fact"] in FACTS
        assert rule["op"] in {">=", "<=", "in"}


@EVERY
def test_the_days_are_in_order_and_the_places_enough(offer: dict[str, Any]) -> None:
    first, last = days_of(offer)
    assert last is None or first <= last
    assert first > -750
    assert last is None or last < 900
    kept = sum(one["places"] for one in offer.get("quotas", ()))
    assert kept <= offer.get("capacity", kept)
    assert offer.get("capacity", 1) >= 1


@EVERY
def test_somebody_s_own_time_is_that_of_a_mentor(offer: dict[str, Any]) -> None:
    if "host" not in offer:
        return
    assert kind_of(offer["kind"]).given_by_person
    who = HOSTS.get(offer["host"]) or PERSONS[offer["host"]]["also"]
    since = max(one["days_ago"] for one in who["parts"] if one["part"] == "mentor")
    assert offer.get("told_days_ago", 60 - offer["starts_in_days"]) <= since


def test_places_lie_in_the_region_of_the_town() -> None:
    for row in PLACES.values():
        if not row["confidential"]:
            assert SOUTH < row["lat"] < NORTH, row["id"]
            assert WEST < row["lon"] < EAST, row["id"]


def test_the_past_is_there_and_the_months_to_come() -> None:
    spans = [days_of(row) for row in OFFERS.values()]
    ended = [last for _, last in spans if last is not None and last < 0]
    assert 0.25 < len(ended) / len(spans) < 0.4
    assert min(ended) < -270
    assert max(first for first, _ in spans) >= 100
    assert len([1 for first, last in spans if first <= 0 and (last is None or last >= 0)]) >= 25


def test_events_keep_places_for_newcomers_and_for_residents() -> None:
    events = [row for row in OFFERS.values() if row["kind"] == "event"]
    both = [row for row in events if {one["part"] for one in row.get("quotas", ())} == {"newcomer", "host"}]
    assert len(both) >= 18


def test_many_organisations_offer_and_four_villages_receive() -> None:
    assert len({row["organisation"] for row in OFFERS.values()}) >= 35
    villages = {row["organisation"] for row in OFFERS.values() if row["kind"] == "reception"}
    assert len([one for one in villages if ORGANISATIONS[one]["kind"] == "town_hall"]) == 4
