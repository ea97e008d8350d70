"""A story: an association writes a workshop on its own page; a newcomer finds it in the search at once, and comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.reader import Reader
from tests.town import Town

SignIn = Callable[..., Reader]
TITLE, TOGETHER = "Un atelier pour réparer les moulins à café", "On démonte, on graisse, on remonte"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_workshop_is_written_found_and_asked_for(town: Town, sign_in: SignIn, language: str) -> None:
    giver = sign_in("provider", language=language).open(f"/{language}/answer/offers/").follow("Write a new offer")
    giver.press("Continue").sees("Choose a kind of offer from the list.")
    giver.tick("Event").select("In which language do you write?", "Français").press("Continue")
    giver.write("What we do together", TOGETHER, near="Good to know").press("Open the offer")
    giver.sees("Write a title that readers see.")
    assert TOGETHER in [field["value"] for field in giver.tree.every("input")]
    giver.write("Title", TITLE, near="Topics").write("How many places", "1").press("Open the offer")
    giver.sees("It is open, and found by everybody from now on.", TITLE, TOGETHER)

    # Anybody finds it; she asks with her card, and the place is hers.
    amal = Reader().open(f"/c/{town.card_token}/")
    amal.write("Write your six digits", town.pin).press("Open")
    amal.open("/fr/search/?kind=event&q=moulins").follow(TITLE).sees(TOGETHER).follow("I come")
    amal.tick("I am new here").press("I come").sees("The place is yours.", TITLE)

    # Paused, nobody finds it any more; she keeps her place. Fewer places than are taken there can't be.
    giver.press("Pause it").sees("Nobody finds it in the search now. Who has a place keeps it.")
    assert TITLE not in Reader().open("/fr/search/?kind=event&q=moulins").text
    amal.open("/fr/my/taken/").sees(TITLE, "has a place")
    giver.follow("Change the offer").write("How many places", "0").press("Keep it").sees(
        "Write a number of %(limit_value)s at least."
    )
    giver.follow("Back").press("Open it again").sees("So everybody reads it, and finds it in the search.")
