"""A story: somebody who came as a newcomer gives her own time, and stays one person; a neighbour does the same from nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from parvis.core.clock import now
from parvis.core.house import house
from parvis.people import queries as people
from parvis.people.models import Person
from tests.factories.people import PASSWORD
from tests.factories.people import herself as herself_of
from tests.journeys.reader import Reader
from tests.town import Town

SignIn = Callable[..., Reader]
NEIGHBOUR = "Brigitte Exemple"
HANDED_OVER = re.compile(r"/\w\w/welcome/[\w-]+/")


def register(worker: Reader, name: str) -> Reader:
    """Her notice, then the little that is asked, as far as the look at who is registered already."""
    worker.follow("Hosts").follow("Register a host").sees("First, the notice")
    worker.press("Go on to the registration").sees("Say how the person got this text.")
    worker.tick("The person read it").tick("The person has had this text and could ask questions.")
    worker.press("Go on to the registration").sees("Who gives something here")
    worker.does_not_see("Where on the way", "What do we know of the age?")
    worker.write("Name as used", name).tick("Mentor")
    return worker.press("Look whether she is registered already")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_neighbour_is_registered_makes_her_account_and_brings_her_paper(
    town: Town, sign_in: SignIn, language: str
) -> None:
    worker = sign_in("caseworker", language=language)
    register(worker, NEIGHBOUR).sees("Nobody of this name is registered here.").press("Register")
    worker.sees(NEIGHBOUR, "check asked for")
    page = worker.url

    worker.follow("Her own page, her consents").sees("No card.", "No account.").follow("Account")
    worker.write("A sign-in name to begin with", "solene").press("Make the link")
    worker.sees("This link is shown once, here.")
    paper = HANDED_OVER.search(worker.text)
    assert paper is not None

    herself = Reader().open(paper[0]).sees("Your own page").does_not_see(NEIGHBOUR)
    herself.write("A password of your own", PASSWORD).write("The same password once more", PASSWORD)
    herself.press("Open my page").sees(
        "My path", "Bring the paper for your check", "Nobody outside our team sees anything of you now."
    )
    herself.does_not_see("My steps", "My other appointments")
    Reader().open(paper[0]).sees("This link is no longer good")

    worker.open(page).follow("The check").tick("check seen").press("Keep it").sees(
        "Choose which kind of paper you saw."
    )
    worker.select("Which kind of paper did you see?", "Extract of the criminal record")
    worker.write("It counts until", (house().day(now()) + timedelta(days=400)).isoformat()).press("Keep it")
    worker.sees("check seen", "Kept. The paper goes back to its owner.")

    herself.open("/fr/my/").sees("Nothing waits for you now", "check seen")
    herself.follow("See all who looked").sees("Ville de Valmarelle")
    herself.press("I am done").sees("Closed").open("/fr/my/").sees("Closed")


def test_who_came_as_a_newcomer_is_registered_once_and_sees_both_her_parts(town: Town, sign_in: SignIn) -> None:
    before = Person.objects.count()
    amal = town.person("Amal")
    worker = sign_in("caseworker")
    register(worker, "Amal Exemple").sees("Is she one of these?", "Perhaps known already")
    worker.press("It is her: also %(part)s").sees("Kept with the person who was registered already.")
    assert Person.objects.count() == before
    assert {part.part for part in people.parts_of(herself_of(amal), amal.pk, now())} == {"newcomer", "mentor"}
    worker.follow("Her file").sees("V-")

    herself = Reader().open(f"/c/{town.card_token}/")
    herself.write("Write your six digits", town.pin).press("Open")
    newcomer, host = herself.part("As a newcomer"), herself.part("As a mentor")
    assert newcomer != host
    assert "Bring the paper for your check" not in newcomer
    herself.sees("What I give here", "My steps")


def test_a_mediator_is_a_volunteer_after_work_and_never_both_at_once(town: Town, sign_in: SignIn) -> None:
    karim = sign_in("mediator").sees("Hosts")
    karim.press("My own page").sees("My path", "What I give here").does_not_see("Register a host")
    assert karim.open("/en/staff/hosts/").status == 404
    karim.open("/en/my/").press("Back to work")
    assert karim.url == "/en/staff/day/"
    karim.open("/en/my/").sees("Closed").press("Open my own page").sees("My path")
