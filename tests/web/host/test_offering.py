"""A member writes an offer of any kind on one form, sees it as readers do, changes it, pauses it and opens it again."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.forms.widgets import DateTimeBaseInput
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvis.access.models import Organisation
from parvis.core.clock import now
from parvis.directory.models import Service
from parvis.engagement import kinds
from parvis.engagement.kinds import Detail, Kind, Shape
from parvis.engagement.models import Offer
from tests.factories import access, casework, directory, engagement, people
from tests.factories.casework import Town
from tests.factories.pages import same_nothing
from tests.web.host.conftest import signed_in

LIST = "/en/answer/offers/"
NEW = f"{LIST}new/?kind=%s&language=fr"
WORKSHOP = {"title": "Atelier vélo", "text": "On répare ensemble.", "topics": ["meet"]}
PAY = {"details.wage": "12,50", "details.wage.per": "hour", "details.wage.currency": "EUR", "details.hours": "35"}
# A kind with a detail of every shape: what a thirteenth kind could ask is asked here.
EVERY_SHAPE = Kind(
    code="everything",
    name="Everything",
    plural="Everything",
    ask="I come",
    pictogram="hands",
    topic="meet",
    details=tuple(Detail(shape.value, shape, f"The {shape.value}") for shape in Shape),
)
GIVEN = {
    "details.text": "Un mot",
    "details.lines": "Un\r\n\r\nDeux",
    "details.flag": "no",
    "details.number": "3",
    "details.level": "B1",
    "details.languages": ["fr", "ti"],
    "details.link": "https://exemple.fr/",
    "details.weekly": ["mo", "th"],
    "details.weekly.start": "09:30",
    "details.weekly.minutes": "90",
    "details.weekly.count": "",
    "details.pay": "12,50",
    "details.pay.per": "hour",
    "details.hours": "35",
}
STORED = {
    "text": "Un mot",
    "lines": ["Un", "Deux"],
    "flag": False,
    "number": 3,
    "level": "B1",
    "languages": ["fr", "ti"],
    "link": "https://exemple.fr/",
    "weekly": {"weekday": ["mo", "th"], "start": "09:30", "minutes": 90},
    "pay": {"amount": 12.5, "currency": "EUR", "per": "hour"},
    "hours": {"per_week": 35},
}


@pytest.fixture
def here(db: None) -> Town:
    return casework.town()


@pytest.fixture
def member(here: Town) -> Client:
    return signed_in(here.member)


@pytest.fixture
def everything() -> Any:
    kinds.register(EVERY_SHAPE)
    yield EVERY_SHAPE
    kinds.forget(EVERY_SHAPE.code)


def form_of(client: Client, address: str) -> dict[str, Any]:
    """What the page's form holds, as a browser would send it back."""
    form = client.get(address).context["form"]
    held = {name: (form[name].field.widget, form[name].value()) for name in form.fields}
    return {
        name: widget.format_value(value) if isinstance(widget, DateTimeBaseInput) else value
        for name, (widget, value) in held.items()
        if value not in (None, False)
    }


def test_first_the_kind_of_those_that_may_be_given(member: Client) -> None:
    page = member.get(f"{LIST}new/").content.decode()
    codes = re.findall(r'name="kind" value="(\w+)"', page)
    assert "event" in codes
    assert "mentoring" not in codes
    assert "a workshop" in page, "each has a line that says what it is"
    assert "Choose a kind" in member.get(f"{LIST}new/?language=fr").content.decode()
    assert "Choose a kind" in member.get(NEW % "mentoring").content.decode()


def test_a_workshop_is_written_seen_and_found(member: Client, client: Client) -> None:
    facts = {**WORKSHOP, "capacity": "8", "kept.newcomer": "3", "age_from": "16", "supports": ["childcare"]}
    facts |= {
        "details.together": "On démonte",
        "details.free": "yes",
        "texts.ar.title": "ورشة",
        "texts.ar.native": "on",
    }
    sent = member.post(NEW % "event", facts)
    offer = Offer.objects.get(title="Atelier vélo")
    assert sent["Location"] == f"{LIST}{offer.public_id}/shown/"
    assert offer.details == {"together": "On démonte", "free": True}
    assert offer.requirements == [{"fact": "age", "op": ">=", "value": 16}]

    preview, public = (
        member.get(sent["Location"]).content.decode(),
        client.get(f"/en/offer/{offer.public_id}/").content.decode(),
    )
    for words in ("Atelier vélo", "On démonte", "people of 16 and more", "Somebody for the children", "8 places left"):
        assert words in preview, words
        assert words in public, words
    assert "ورشة" in client.get(f"/ar/offer/{offer.public_id}/").content.decode()
    assert "Atelier vélo" in client.get("/en/search/?kind=event&q=v%C3%A9lo").content.decode()


def test_a_faulty_form_says_so_beside_the_field_and_loses_nothing(member: Client) -> None:
    facts = {
        **PAY,
        "title": "",
        "text": "Du pain.",
        "starts_on": "2099-05-02",
        "ends_on": "2099-05-01",
        "details.hours": "x",
    }
    page = member.post(
        NEW % "vacancy", {**facts, "details.wage.per": "", "age_from": "30", "age_to": "20"}
    ).content.decode()
    assert not Offer.objects.exists()
    for said in (
        "Write a title that readers see.",
        "This is missing: Topics.",
        "The end comes before the start. Look at both again.",
        "Write it in figures.",
        "Write the amount, and say whether by the hour or by the month.",
        "The last age comes before the first.",
    ):
        assert page.count(said) == 2, f"{said} at the field and in the summary"
    for typed in ("Du pain.", "2099-05-01", "12,50"):
        assert typed in page


def test_sent_twice_it_is_written_once(member: Client) -> None:
    facts = {**WORKSHOP, "once": "a-token"}
    first, second = (member.post(NEW % "event", facts) for _ in range(2))
    assert Offer.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_a_detail_of_every_shape_is_asked_kept_and_shown_again(member: Client, everything: Kind) -> None:
    member.post(NEW % everything.code, {**WORKSHOP, **GIVEN})
    offer = Offer.objects.get()
    assert offer.details == STORED

    edit = f"{LIST}{offer.public_id}/write/"
    held = form_of(member, edit)
    assert member.post(edit, {**held, "title": "Autrement"}).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.details) == ("Autrement", STORED)


def test_nothing_known_is_an_answer_for_every_shape(member: Client, everything: Kind) -> None:
    assert member.post(NEW % everything.code, WORKSHOP).status_code == 302
    assert Offer.objects.get().details == {}


@pytest.mark.parametrize(
    ("half", "said"),
    [
        ({"details.weekly.start": "09:30"}, "Choose the days, the hour and how long"),
        ({"details.pay.per": "month"}, "Write the amount"),
        ({"details.link": "http://exemple.fr"}, "begins with https://"),
        ({"details.hours": "61"}, "60 at most"),
        ({"details.lines": "x" * 401}, "This line can’t be read"),
        ({"details.pay": "1,500", "details.pay.per": "month"}, "Write the amount in figures"),
    ],
)
def test_half_an_answer_is_said_to_be_half(member: Client, everything: Kind, half: dict[str, str], said: str) -> None:
    assert said in member.post(NEW % everything.code, {**WORKSHOP, **half}).content.decode()
    assert not Offer.objects.exists()


def test_somebody_else_changed_it_meanwhile(member: Client) -> None:
    member.post(NEW % "event", WORKSHOP)
    offer = Offer.objects.get()
    edit = f"{LIST}{offer.public_id}/write/"
    mine, theirs = form_of(member, edit), form_of(member, edit)
    member.post(edit, {**theirs, "title": "Le leur"})
    page = member.post(edit, {**mine, "title": "Le mien"})
    assert "Somebody else changed this" in page.content.decode()
    assert "Le mien" in page.content.decode()
    again = {**mine, "title": "Le mien", "version": page.context["form"]["version"].value()}
    assert member.post(edit, again).status_code == 302
    offer.refresh_from_db()
    assert offer.title == "Le mien"


def test_fewer_places_than_are_taken_is_said_at_the_field(member: Client, here: Town) -> None:
    offer = engagement.offer(here.receiver, kind="event", topics=["meet"], capacity=3, at=now())
    engagement.request(here.worker, here.person, offer, at=now())
    engagement.request(here.worker, people.person(here.worker), offer, at=now())
    edit = f"{LIST}{offer.public_id}/write/"
    page = member.post(edit, {**form_of(member, edit), "capacity": "1"}).content.decode()
    assert page.count("More places than that are taken or kept already.") == 2


def test_paused_and_open_again(member: Client, client: Client) -> None:
    member.post(NEW % "event", WORKSHOP)
    offer = Offer.objects.get()
    for state, found, words in (("paused", False, "Open it again"), ("open", True, "Pause it")):
        answer = member.post(f"{LIST}{offer.public_id}/turn/", {"state": state}, follow=True)
        assert words in answer.content.decode()
        assert ("Atelier vélo" in client.get("/en/search/?kind=event").content.decode()) is found
        public = client.get(f"/en/offer/{offer.public_id}/").content.decode()
        assert ("Nobody can ask for this now." in public) is not found
    member.post(f"{LIST}{offer.public_id}/turn/", {"state": "sold"})
    offer.refresh_from_db()
    assert offer.state == "open"


def test_conditions_that_the_form_does_not_ask_for_stay(member: Client, here: Town) -> None:
    rules = [{"fact": "gender", "op": "in", "value": ["female"]}, {"fact": "age", "op": ">=", "value": 18}]
    offer = engagement.offer(here.receiver, requirements=rules)
    edit = f"{LIST}{offer.public_id}/write/"
    assert "These conditions stay as they are" in member.get(edit).content.decode()
    member.post(edit, {**form_of(member, edit), "age_from": "21"})
    offer.refresh_from_db()
    assert offer.requirements == [{"fact": "age", "op": ">=", "value": 21}, rules[0]]


def test_of_the_directory_only_ones_own_is_in_the_lists(here: Town) -> None:
    mine = directory.service(name="Le nôtre")
    directory.bring(
        directory.service_in("far", organisation_id="loin", name="Le leur"),
        organisations=[directory.organisation_in(), directory.organisation_in("loin", name="Loin")],
        complete=False,
    )
    other = Service.objects.get(name="Le leur")
    ours = signed_in(access.worker(Organisation.objects.get(pk=mine.organisation_id), "provider"))
    page = ours.get(NEW % "course").content.decode()
    assert "Le nôtre" in page
    assert "Le leur" not in page
    assert ours.post(NEW % "course", {**WORKSHOP, "service": str(other.public_id)}).status_code == 200
    place = mine.locations.get()
    ours.post(NEW % "course", {**WORKSHOP, "service": str(mine.public_id), "location": str(place.public_id)})
    offer = Offer.objects.get()
    assert (offer.service_id, offer.location_id) == (mine.pk, place.pk)

    edit = f"{LIST}{offer.public_id}/write/"
    assert ours.post(edit, {**form_of(ours, edit), "title": "Autrement"}).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.service_id, offer.location_id) == ("Autrement", mine.pk, place.pk)


def test_another_organisations_offer_is_the_same_as_none(member: Client, here: Town) -> None:
    theirs = engagement.offer(access.partner(here.controller, name="Elsewhere"))
    for page in ("write", "shown"):
        nothing = member.get(f"{LIST}{uuid4()}/{page}/")
        assert same_nothing(member.get(f"{LIST}{theirs.public_id}/{page}/"), nothing)
    assert member.post(f"{LIST}{theirs.public_id}/write/", WORKSHOP).status_code == 404
    assert member.post(f"{LIST}{theirs.public_id}/turn/", {"state": "paused"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "open"


def test_ten_statements_at_most(member: Client, here: Town) -> None:
    offer = engagement.offer(here.receiver, kind="event", capacity=3)
    for page in ("new/", "new/?kind=event&language=fr", f"{offer.public_id}/write/", f"{offer.public_id}/shown/"):
        with CaptureQueriesContext(connection) as asked:
            assert member.get(LIST + page).status_code == 200
        assert len(asked) <= 10, (page, [one["sql"][:90] for one in asked])
