"""What the town's newcomers ask first finds what the town has."""

import pytest

from tests.cli.conftest import Parvis, parvis
from tests.town import Town, town, town_of_module

__all__ = ["parvis", "town", "town_of_module"]


@pytest.mark.parametrize(
    "asked",
    ["cours de français", "apprendre le français", "learn french", "FLE", "أريد تعلم الفرنسية", "clases de francés"],
)
def test_who_looks_for_french_finds_the_courses_of_french(asked: str, town: Town, parvis: Parvis) -> None:
    found = parvis("search", asked, "--lang", "fr", "--limit", 40, "--json").json["results"]
    names = {one["name"] for one in found}
    assert {
        "Français A1, groupe du matin",
        "Français A2, groupe du matin",
        "Français A1 du soir",
        "Le français du soir",
    } <= names
    courses = parvis("search", asked, "--lang", "fr", "--kind", "course", "--limit", 40, "--json").json["results"]
    assert len(courses) >= 4
    assert {one["kind"] for one in courses} == {"course"}


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("mentor", "mentoring"),
        ("parrain", "mentoring"),
        ("مرشد", "mentoring"),
        ("bénévolat", "volunteering"),
        ("volunteer", "volunteering"),
        ("voluntariado", "volunteering"),
        ("تطوع", "volunteering"),
        ("événement", "event"),
        ("event", "event"),
        ("evento", "event"),
        ("فعالية", "event"),
        ("apprentissage", "apprenticeship"),
        ("apprenti", "apprenticeship"),
        ("aprendizaje", "apprenticeship"),
        ("internship", "internship"),
        ("autoformation", "self_study"),
    ],
)
def test_a_kind_is_found_by_what_people_call_it(asked: str, kind: str, town: Town, parvis: Parvis) -> None:
    answer = parvis("search", asked, "--lang", "fr", "--limit", 100, "--json").json
    everything = parvis("search", "--lang", "fr", "--kind", kind, "--limit", 100, "--json").json["results"]
    found = answer["results"]
    assert everything and {one["name"] for one in everything} <= {one["name"] for one in found}
    assert kind in {one["kind"] for one in found[:2]}
    assert answer["understood"]["corrected"] == []


def test_who_can_come_only_in_the_evening_finds_the_evening_courses(town: Town, parvis: Parvis) -> None:
    found = parvis("search", "cours de français le soir", "--lang", "fr", "--limit", 40, "--json").json["results"]
    names = {one["name"] for one in found}
    assert {"Le français du soir", "Français A1 du soir", "Français B1, deux soirs par semaine"} <= names
    assert not any("matin" in name for name in names)
