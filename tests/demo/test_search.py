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
