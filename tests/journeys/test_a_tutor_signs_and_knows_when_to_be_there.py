"""A story: an employer's tutor has a card and a page of her own: what to sign, when comes who learns with her, the talk of each month."""

from __future__ import annotations

from parvis.engagement.models import Agreement, Attendance
from tests.journeys.conftest import Time
from tests.journeys.taking_part import at_her_page
from tests.town import Town


def test_she_signs_and_once_a_month_they_talk_it_over(town: Town, time: Time) -> None:
    waits = Agreement.objects.get(engagement__person=town.person("Farid"), state="partly_signed")
    nadia = at_her_page(town, "nadia").sees("An agreement waits for you", "Tuteur chez un employeur")
    nadia.follow("Read it").tick("I have read it, or it was read to me in my language.").press("I agree, and sign")
    nadia.sees("Signed. Thank you.")
    assert waits.parties.get(role="tutor").owes_edition is None
    nadia.open("/fr/my/").sees("Nothing waits for you now").does_not_see("Farid", "Grace")

    time.passes(days=5)
    nadia = at_her_page(town, "nadia").sees("One more month together")
    nadia.follow("Read what you agreed").sees("Grace Exemple")
    time.passes(days=14)
    at_her_page(town, "nadia").does_not_see("One more month together")


def test_he_knows_when_comes_who_learns_with_him_also_in_his_calendar(town: Town) -> None:
    kidane = town.person("Kidane")
    coming = Attendance.objects.filter(person=kidane, state="expected", session__offer__source_id="apprendre-le-bois")
    basile = at_her_page(town, "basile").sees("Who learns with you comes.").does_not_see("Kidane", "ኪዳነ")
    basile.follow("My calendar").press("Make my calendar")
    address = next(line for line in basile.text.split() if "/f/" in line)
    entries = basile.client.get(address[address.index("/f/") :]).content.decode()
    for row in coming.select_related("session")[:1]:
        assert str(row.session.public_id) in entries
    assert "Kidane" not in entries
    assert "bois" not in entries
