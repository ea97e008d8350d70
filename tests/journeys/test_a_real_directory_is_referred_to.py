"""A directory of a real county comes in, dirty as it is; a place of it is enrolled and answers a request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from parvis.core.clock import now
from parvis.directory.models import Service
from parvis.exchange.hsds.load import load
from parvis.kernel.actor import Actor
from tests.journeys import desk
from tests.journeys.conftest import Time
from tests.journeys.reader import Reader
from tests.town import Town

NAME = "miami211"
BY = Actor.system("import.hsds")


def test_a_real_directory_is_referred_to(
    town: Town, time: Time, sign_in: Callable[..., Reader], real_data: Path
) -> None:
    # Everything that can be repaired comes in; the same again changes nothing.
    first = load(real_data / NAME, source=NAME, region="US", language="en", by=BY, at=now())
    assert Service.objects.filter(source=NAME).count() >= 3_600
    assert first.reading.rejected == sum(file.rejected for file in first.reading.files)
    again = load(real_data / NAME, source=NAME, region="US", language="en", by=BY, at=now()).counts
    assert (again.created, again.updated, again.missing, again.unchanged) == (0, 0, 0, again.read)

    # Anybody can read a place of it; nobody can send it a request: it has given no contact for that.
    place = a_place()
    Reader().open(f"/en/service/{place.public_id}/").sees(place.name)
    ines = sign_in("caseworker")
    case = desk.receive(ines)
    desk.write_need(ines, case)
    assert "no referral possible" in find(ines, case, place).part(place.name)

    # The administrator enrols its organisation with an address.
    bastien = sign_in("admin").follow("Enrol another one")
    bastien.write("Name of the organisation", place.organisation.name).press("Search").follow(place.organisation.name)
    bastien.sees("no contact yet").press("Save the contact").sees("Write an e-mail or a phone.")
    bastien.write("E-mail that receives requests", "requests@place.example").press("Save the contact")
    bastien.sees("Saved. Requests can reach them now.", "can receive requests")

    # Now it can be asked. It answers by its link, with no account, and learns who it is by a code.
    assert "no referral possible" not in find(ines, case, place).part(place.name)
    ines.follow("Refer there", near=place.name).write("What they read before they say yes", desk.PREVIEW).press(
        "Look again"
    )
    request = desk.say_yes_and_send(ines)
    message = desk.last_message("casework.received")
    assert place.name not in message
    partner = Reader().open(desk.link_of(message))
    partner.open(partner.url.replace("/fr/", "/en/")).sees(desk.PREVIEW, place.name).does_not_see(desk.LAYLA)
    partner.tick("Yes, we can").press("Send my answer").press("Send the code")
    code = desk.CODE.search(desk.last_message("casework.code"))
    assert code
    partner.write("The code of the message", code[0]).press("Show me").sees(desk.LAYLA)
    ines.open(request).sees("accepted", place.organisation.name)


def a_place() -> Service:
    """One whose name is its own, of an organisation whose name is its own."""
    listed = Service.objects.filter(source=NAME, status="active").select_related("organisation").order_by("pk")
    names = list(listed.values_list("name", flat=True))
    homes = list(listed.values_list("organisation__name", flat=True))
    return next(
        one
        for one in listed
        if names.count(one.name) == 1 and homes.count(one.organisation.name) == 1 and len(one.name.split()) in {3, 4}
    )


def find(worker: Reader, case: str, place: Service) -> Reader:
    """By hand, among the places for a need."""
    worker.open(f"{case}needs/").follow("Places for this need")
    return (
        worker.write("Search any place by hand", f"{place.name} {place.organisation.name}")
        .press("Search")
        .sees(place.name)
    )
