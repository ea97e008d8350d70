"""The main story in Chromium without JavaScript: phones for those who come and those who answer, a desk for those who work; once in a language
from left to right, once from right to left. No page on the way may scroll sideways. Its finer points stand in `tests/journeys`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from parvis.casework.models import Referral
from parvis.core.models import Transition
from tests.browser.hand import Hand
from tests.browser.support import DESK, PHONE, Look
from tests.journeys import desk
from tests.journeys.conftest import PASSWORD, Time
from tests.journeys.desk import HER_PAPER, HER_STEP, HOSTEL, LAYLA, PREVIEW, ROOF, STEP
from tests.town import Town

OpenPage = Callable[..., Any]
PHONE_OF_HERS = "06 39 98 10 88"
SQUARE = re.compile(r"https?://[^/]+(/c/[\w-]+/)")
# What the timeline tells, newest first.
TOLD = (
    "Step done, confirmed", "Step said to be done", "Referral done", "Referral accepted", "Question answered", "They ask something",
    "Referral sent", "Consent given", "Step agreed", "File opened",
)  # fmt: skip


@dataclass(frozen=True)
class Tongue:
    """A language in which the story is told, and what somebody writes in it."""

    code: str
    name: str
    direction: str
    need: str
    place: str
    roof: str

    def __str__(self) -> str:
        return f"{self.code}-{self.direction}"


FRENCH = Tongue("fr", "Français", "ltr", "un toit pour ma famille", "Gare", "Un toit pour les familles")
ARABIC = Tongue("ar", "العربية", "rtl", "بيت لعائلتي", "حي المحطة", "سقف للعائلات")


class Street:
    """Where everybody has a device of their own."""

    def __init__(self, open_page: OpenPage, base: str, tongue: Tongue) -> None:
        self._open_page, self._base, self.tongue = open_page, base, tongue

    def phone(self) -> Hand:
        return self._device(Look(PHONE))

    def desk(self) -> Hand:
        return self._device(Look(DESK))

    def sign_in(self, hand: Hand, username: str) -> Hand:
        hand.open(f"/{self.tongue.code}/sign-in/").write("Your sign-in name", username)
        hand.write("Your password", PASSWORD).press("Sign in")
        assert (hand.status, hand.direction) == (200, self.tongue.direction)
        return hand

    def _device(self, look: Look) -> Hand:
        page = self._open_page("/", look=look, language=self.tongue.code)
        return Hand(page, self._base, must_fit=True)


@pytest.fixture(params=[FRENCH, ARABIC], ids=str)
def street(request: pytest.FixtureRequest, town_alive: Town, open_page: OpenPage, live_server: Any) -> Street:
    return Street(open_page, live_server.url, request.param)


def test_a_newcomers_need_becomes_an_answered_referral(
    street: Street, time: Time, camera: list[str], settings: Any
) -> None:
    tongue = street.tongue
    anybody_finds_a_place(street.phone(), tongue)
    settings.PARVIS_HOUSE = {**settings.PARVIS_HOUSE, "minimum_cell": 1}
    helene = street.sign_in(street.desk(), "manager")
    counted_before = answered_in_time(helene, tongue)

    # A worker's day: somebody is received, her need in her words, a plan she agrees with.
    ines = street.sign_in(street.desk(), "caseworker").sees("Waiting room", "Why this order?")
    case = desk.receive(ines)
    ines.sees(LAYLA, "age not known")
    desk.write_need(ines, case)
    time.passes(minutes=5)
    desk.agree_on_a_plan(ines, case)

    # Places with reasons. Without her yes nothing leaves and nothing typed is lost; with it, one request goes out.
    sent_before = Referral.objects.count()
    desk.choose_a_place(ines, case, tongue.roof)
    ines.press("Send").sees("Tick this once the person has said yes. Nothing leaves without it.")
    assert ines.page.get_by_text(PREVIEW).count(), "what was typed is lost"
    assert Referral.objects.count() == sent_before
    request = desk.say_yes_and_send(ines)
    ines.sees("They see the preview only, without any name.")

    # A neutral message, and its link on a phone of the hostel, without any account. Opening it changes nothing.
    message = desk.last_message("casework.received")
    assert not any(word in message for word in (LAYLA, "Layla", "logement", "housing", ROOF, tongue.roof, "Pont-Neuf"))
    link = ines.follow("Messages sent (demo)").links("Open the link of this message")[0]
    time.passes(hours=2)
    states = Transition.objects.count()
    partner = street.phone().open(link).follow(tongue.name)
    partner.sees("Can you help with this?", PREVIEW, "No name here, on purpose.").does_not_see(LAYLA, PHONE_OF_HERS)
    assert Transition.objects.count() == states
    assert partner.headers["cache-control"].startswith("no-store")
    answers_by_its_link(partner, ines, request, time)
    number = request.rstrip("/").split("/")[-1]
    odile = street.sign_in(street.phone(), "provider").open(f"/{tongue.code}/answer/{number}/").sees(LAYLA)

    # Her card, and her path on her own phone, in her language first.
    layla = open_path(street.phone(), ines, case, camera)
    assert (layla.language, layla.direction) == ("ar", "rtl")
    layla.follow(tongue.name).sees("Your next step", HER_STEP, HER_PAPER, "What was shared with whom", HOSTEL, "Inès")
    layla.follow("See all who looked").sees(HOSTEL, "Odile").follow("My path").follow("See all that was shared")
    layla.sees(HOSTEL)

    # An appointment she cannot come to, and a step she has done.
    in_two_days = time.at.date().fromordinal(time.at.date().toordinal() + 2)
    ines.open(f"{case}appointments/new/").write("Day", in_two_days.isoformat()).write("Hour", "10:30")
    ines.write("What it is about", "موعد مع إيناس").press("Book it")
    layla.open(f"/{tongue.code}/my/").sees("موعد مع إيناس").follow("I cannot come").press("I cannot come")
    layla.sees("you said you can’t come").press("It is done", near="Your next step").sees("Nothing waits for you now")
    ines.open(f"/{tongue.code}/staff/day/").sees("The person said: I cannot come")
    ines.open(f"{case}plan/").press("Confirm: it is done", near=STEP)
    ines.unfold("Steps that are over").sees("done, confirmed")

    # The hostel tells what happened, and sees nothing any more; she confirms it, takes her consent back, and leaves.
    time.passes(days=1)
    odile.open(odile.url).tick("The service was given").press("Tell what happened").does_not_see(LAYLA)
    partner.open(link).sees("This request is over").does_not_see(LAYLA, PREVIEW)
    layla.open(f"/{tongue.code}/my/").press("Yes, it is done")
    layla.follow("See them, or take one back").follow("Take it back", near=HOSTEL).press("Yes, take it back")
    layla.open(f"/{tongue.code}/my/").press("I am done").sees("Nothing is open on this device.")
    assert layla.open(f"/{tongue.code}/my/").url != f"/{tongue.code}/my/"

    # The file tells all of it in its order, and the manager's number counts it.
    told = [one.text for one in ines.open(case).tree.every("h3")]
    places = [next((n for n, title in enumerate(told) if title.startswith(ines.said(line))), -1) for line in TOLD]
    assert -1 not in places and places == sorted(places), told
    counted = answered_in_time(helene, tongue)
    assert counted[0] == counted_before[0] + 1
    assert counted[1] > counted_before[1]


def anybody_finds_a_place(anybody: Hand, tongue: Tongue) -> None:
    """In her language: what is needed and where; calls, finds the way, prints it in two languages."""
    anybody.open("/").follow(tongue.name)
    assert (anybody.language, anybody.direction) == (tongue.code, tongue.direction)
    anybody.follow("change the place").write("Where are you?", tongue.place).press("Continue")
    anybody.write("Search in your own words, in your language", tongue.need).press("Search")
    # Of all the kinds of help found, those to go to.
    anybody.open(str(anybody.page.locator("main nav a[href*='kind=service']").get_attribute("href")))
    anybody.sees(tongue.roof, HOSTEL, "We searched:", "Checked on", "Spoken here:", tongue.place)
    anybody.follow(tongue.roof).sees("Hours", "Address", "Call", "Go there", "Languages and access")
    ways = {str(one.get_attribute("href")).split(":")[0] for one in anybody.page.locator("main .actions a").all()}
    assert {"tel", "geo"} <= ways, ways
    anybody.follow("Keep or print")
    if tongue is FRENCH:  # the town's own language takes the next one of its reader's choice
        anybody.follow(ARABIC.name)
    assert {one["lang"] for one in anybody.tree.every("th") if one["lang"]} == {"ar", "fr"}
    anybody.sees(FRENCH.roof, ARABIC.roof)


def answers_by_its_link(partner: Hand, worker: Hand, request: str, time: Time) -> None:
    """It asks, is answered without a name, says yes, and learns who it is by a code to its registered contact, once."""
    partner.tick("I have a question first").write("Your question, if you have one", "From which day?")
    partner.press("Send my answer").sees("waits for the sender")
    worker.open(request).sees("From which day?").write("Your answer", "From the first of December.")
    worker.press("Send the answer")
    time.passes(hours=1)
    partner.open(partner.url).sees("From the first of December.").does_not_see(LAYLA)
    partner.tick("Yes, we can").press("Send my answer").sees("You said yes").does_not_see(LAYLA)
    partner.press("Send the code")
    code = desk.CODE.search(desk.last_message("casework.code"))
    assert code
    partner.write("The code of the message", "ZZZZZZZZ").press("Show me").does_not_see(LAYLA)
    partner.write("The code of the message", code[0]).press("Show me").sees(LAYLA, PHONE_OF_HERS)
    partner.follow("Back to the request").does_not_see(LAYLA)


def open_path(phone: Hand, worker: Hand, case: str, camera: list[str]) -> Hand:
    """A new card, and her path opened with its square and the six digits."""
    worker.open(f"{case}card/").press("Make a new card")
    digits, square = re.search(r"\b\d{6}\b", worker.text), SQUARE.match(camera[-1])
    assert digits and square
    return phone.open(square[1]).write("Write your six digits", digits[0]).press("Open")


def answered_in_time(manager: Hand, tongue: Tongue) -> tuple[int, int]:
    """What the manager reads, where a single request may be shown."""
    manager.open(f"/{tongue.code}/staff/figures/").sees("Were requests answered in time?", "What this number means")
    answered, of_all = re.findall(r"\d+", manager.page.locator(".stat strong").inner_text())
    return int(answered), int(of_all)
