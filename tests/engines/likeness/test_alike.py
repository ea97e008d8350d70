"""Which listings are proposed as the same, and by what."""

import random
import time
from typing import Any

import pytest

from parvis.engines.likeness import Listed, alike, likeness, listed

AT = (25.7750, -80.1950)
BESIDE = (25.7752, -80.1951)  # some 25 m
FAR = (25.8000, -80.1950)


def item(id: int, name: str, **facts: Any) -> Listed:  # noqa: A002
    return listed(id=id, name=name, **facts)


def codes(one: Listed, other: Listed) -> list[str]:
    found = likeness(one, other, {})
    return [reason.code for reason in found.reasons] if found else []


def test_the_same_name_and_number_in_two_sources() -> None:
    one = item(
        1, "Legal Services of Greater Miami", source="a", phones=["+1 305 576 0080"], site="https://www.legal.example/"
    )
    other = item(
        2, "LEGAL SERVICES OF GREATER MIAMI, INC.", source="b", phones=["305-576-0080"], site="http://legal.example"
    )
    assert codes(one, other) == ["name", "phone", "site", "two_sources"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Clínica Asistencial San José", "Clinica Asistensial San Jose"),
        ("Maison des Lilas", "La Maison des Lilas"),
        ("Helping Hands Shelter", "Shelter of Helping Hands"),
        ("مركز الصحة", "مركز الصحه"),
    ],
)
def test_a_name_otherwise_written_at_the_same_place(left: str, right: str) -> None:
    assert codes(
        item(1, left, source="a", points=[AT]),
        item(2, right, source="b", points=[BESIDE], addresses=[("1 Main St", "33101")]),
    )


def test_a_name_alone_is_no_reason() -> None:
    assert codes(item(1, "Legal aid", group=1), item(2, "Legal aid", group=2)) == []
    assert (
        codes(
            item(1, "Food pantry", group=1, group_name="St Mary"), item(2, "Food pantry", group=2, group_name="St Paul")
        )
        == []
    )


def test_a_number_alone_is_no_reason() -> None:
    assert codes(item(1, "Dental clinic", phones=["3055760080"]), item(2, "Food pantry", phones=["3055760080"])) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"points": [AT]}, {"points": [FAR]}),
        ({"addresses": [("1 Main St", "33101")]}, {"addresses": [("2 Main St", "33101")]}),
    ],
)
def test_two_places_are_two_sites(left: dict[str, Any], right: dict[str, Any]) -> None:
    assert (
        codes(
            item(1, "Head Start", phones=["3055760080"], **left), item(2, "Head Start", phones=["3055760080"], **right)
        )
        == []
    )


def test_services_of_one_organisation_that_are_named_or_described_as_two() -> None:
    place = {"group": 7, "group_name": "Glasswing", "addresses": [("12 Calle Poniente", "San Salvador")]}
    assert codes(item(1, "Atención a mujeres", **place), item(2, "Atención a jóvenes", **place)) == []
    assert codes(item(1, "Junta de Protección I", **place), item(2, "Junta de Protección III", **place)) == []
    long = (
        "counselling for families with children who suffer from grief and loss and need somebody to talk to every week"
    )
    other = (
        "volunteers visit patients at home bring books music small gifts and read aloud whenever they are asked for it"
    )
    assert codes(item(1, "Hialeah", about=long, **place), item(2, "Hialeah", about=other, **place)) == []
    assert codes(item(1, "Hialeah", about=long, **place), item(2, "Hialeah", about=long, **place)) == [
        "name",
        "address",
        "owner",
    ]


def test_addresses_are_compared_however_streets_are_shortened() -> None:
    one = item(1, "Aide", source="a", addresses=[("12 North Main Street, Suite 4", "Miami")])
    other = item(2, "Aide", source="b", addresses=[("12 N. Main St Ste 4", "MIAMI")])
    assert codes(one, other)[:2] == ["name", "two_sources"] or "address" in codes(one, other)
    assert "address" in codes(one, other)


def test_short_numbers_belong_to_many() -> None:
    assert "phone" not in codes(
        item(1, "Hotline one two", source="a", phones=["211"]), item(2, "Hotline one two", source="b", phones=["211"])
    )


def test_the_pair_and_its_score_do_not_depend_on_the_order() -> None:
    items = [
        item(n, name, source=str(n), phones=["3055760080"]) for n, name in ((5, "Night shelter"), (2, "Night shelters"))
    ]
    assert alike(items) == alike(items[::-1])
    [pair] = alike(items)
    assert (pair.one, pair.other) == (2, 5)
    assert 60 <= pair.score <= 99


STREETS = ["Main", "Oak", "Flagler", "Biscayne", "Ocean", "Palm", "Coral", "River", "Lake", "Hill"]
KINDS = [
    "shelter",
    "pantry",
    "clinic",
    "counselling",
    "tutoring",
    "advice",
    "daycare",
    "training",
    "transport",
    "mentoring",
]
WORDS = [
    f"{a}{b}{c}"
    for a in ("bel", "cor", "dan", "fer", "gal", "hor", "mar", "nor", "pal", "ros")
    for b in "aeiou"
    for c in ("don", "lin", "mont", "ville", "stad")
]


def town(count: int, chance: random.Random) -> list[dict[str, Any]]:
    """Invented services, many with the same words, numbers and houses."""
    rows = []
    for n in range(count):
        body = n // 4
        rows.append(
            {
                "name": f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.choice(KINDS)}".title(),
                "group": body + 1,
                "group_name": f"{WORDS[body % len(WORDS)]} {WORDS[body * 7 % len(WORDS)]} house",
                "phones": [f"305{5_000_000 + body:07d}"],
                "points": [(25.6 + (body % 300) * 0.004, -80.4 + (body // 300) * 0.02)],
                "addresses": [(f"{100 + body} {STREETS[body % 10]} Street", f"33{body % 200:03d}")],
            }
        )
    return rows


def mistyped(text: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(text) - 1)
    return text[:at] + text[at + 1 :]


def test_ten_thousand_listings_of_two_sources_take_seconds() -> None:
    chance = random.Random(7)
    first = town(5000, chance)
    second = []
    for row in first:
        again = dict(row) | {"name": row["name"].upper(), "group": row["group"] + 10_000}
        way = chance.randrange(4)
        if way == 0:
            again["name"] = mistyped(again["name"], chance)
        elif way == 1:
            again["phones"] = []
        elif way == 2:
            again["addresses"], again["points"] = [], [(row["points"][0][0] + 0.0003, row["points"][0][1])]
        second.append(again)
    items = [listed(id=n, source="a", **row) for n, row in enumerate(first)]
    items += [listed(id=n + 5000, source="b", **row) for n, row in enumerate(second)]
    began = time.process_time()
    found = alike(items)
    took = time.process_time() - began
    true = sum(pair.other - pair.one == 5000 for pair in found)
    print(f"10,000 listings: {took:.1f} s, {len(found)} proposals, {true} of 5,000 doubles found")
    assert true >= 4900
    assert len(found) - true <= 0.05 * true
    assert took < 20
