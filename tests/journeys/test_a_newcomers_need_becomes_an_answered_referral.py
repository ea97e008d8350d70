"""The main story, on the real pages and their forms, as they are read without JavaScript: from a search anybody makes to a number
the manager may see."""

import re
from collections.abc import Callable
from typing import Any

from parvis.casework.models import Referral
from parvis.core.models import Transition
from tests.journeys import desk
from tests.journeys.conftest import Time
from tests.journeys.desk import HER_PAPER, HER_STEP, HOSTEL, LAYLA, ROOF
from tests.journeys.reader import Reader
from tests.town import Town

SignIn = Callable[..., Reader]


def test_anybody_finds_a_place_and_prints_it_in_two_languages(town: Town, time: Time) -> None:
    anybody = Reader().open("/")
    anybody.follow("العربية")
    assert (anybody.language, anybody.direction) == ("ar", "rtl")
    anybody.write("Search in your own words, in your language", "بيت لعائلتي").press("Search")
    anybody.sees(
        "سقف للعائلات",
        HOSTEL,
        "We searched:",
        "Checked on",
        "Spoken here:",
        "Distance from the middle of <b>%(place)s</b>",
    )
    anybody.follow("سقف للعائلات")
    anybody.sees("Hours", "Address", "Call", "Languages and access", "To show at the desk")
    assert any(one["href"].startswith("tel:+33") for one in anybody.page.every("a"))
    anybody.follow("Keep or print")
    assert [one["lang"] for one in anybody.page.every("th")] == ["ar", "fr"]
    anybody.sees("سقف للعائلات", "Un toit pour les familles")
    assert "script" not in {one.tag for one in anybody.page.every("script")}


def test_a_newcomers_need_becomes_an_answered_referral(
    town: Town, time: Time, sign_in: SignIn, camera: list[str], settings: Any
) -> None:
    counted_before = answered_in_time(sign_in, settings)

    # A worker's day: somebody at the desk, a file with a name and no age, her need in her words, a plan she agrees with.
    ines = sign_in("caseworker")
    ines.sees("Waiting room", "Late", "Why this order?")
    ines.press("Give a ticket")
    case = desk.receive(ines)
    ines.sees(LAYLA, "age not known")
    desk.write_need(ines, case)
    time.passes(minutes=5)
    desk.agree_on_a_plan(ines, case)

    # Places with reasons: what fits, what must be asked; not knowing her age puts nothing aside.
    ines.open(f"{case}refer/").follow("All places, and search by hand")
    hostel = ines.part(ROOF)
    assert "Somebody there speaks Arabic" in hostel
    assert "To ask: For families with a child: ask the person, we don’t know" in hostel
    assert "To ask: For people of 18 and more" in ines.part("Asking for a home of your own")

    # Without her yes nothing leaves, and nothing typed is lost. With it, one request goes out.
    sent_before = Referral.objects.count()
    desk.choose_a_place(ines, case)
    ines.press("Send").sees("Tick this once the person has said yes. Nothing leaves without it.", desk.PREVIEW)
    assert Referral.objects.count() == sent_before
    request = desk.say_yes_and_send(ines)
    ines.sees("They see the preview only, without any name.")

    # The outbox holds a neutral message: no name, no need, no service.
    message = desk.last_message("casework.received")
    assert not any(word in message for word in (LAYLA, "Layla", "logement", "housing", ROOF, "Un toit", "Pont-Neuf"))
    ines.follow("Messages sent (demo)").sees("No name, no service, nothing on how it stands.")
    link = desk.link_of(message)
    assert link.endswith(ines.links("Open the link of this message")[0])

    # The hostel opens the link without any account. That is noted, and changes nothing.
    time.passes(hours=2)
    states = Transition.objects.count()
    partner = Reader().open(link)
    assert partner.language == "fr"
    partner.open(link.replace("/fr/r/", "/en/r/"))
    partner.sees("Can you help with this?", desk.PREVIEW, "No name here, on purpose.").does_not_see(
        LAYLA, "06 39 98 10 88"
    )
    assert Transition.objects.count() == states
    assert partner.headers["Cache-Control"].startswith("no-store")
    partner.tick("I have a question first").write("Your question, if you have one", "From which day?")
    partner.press("Send my answer").sees("waits for the sender")

    # The question is on the worker's list; she answers, still without a name; the hostel says yes.
    ines.open("/en/staff/day/").sees(LAYLA)
    ines.open(request).sees("From which day?").write("Your answer", "From the first of December.").press(
        "Send the answer"
    )
    time.passes(hours=1)
    partner.open(partner.url).sees("From the first of December.").does_not_see(LAYLA)
    partner.tick("Yes, we can").press("Send my answer").sees("You said yes").does_not_see(LAYLA)

    # Who it is: by a code to the registered contact, once; and to a signed-in member of the hostel.
    address = partner.url
    partner.press("Send the code")
    code = desk.CODE.search(desk.last_message("casework.code"))
    assert code
    partner.write("The code of the message", "ZZZZZZZZ").press("Show me").does_not_see(LAYLA)
    partner.write("The code of the message", code[0]).press("Show me").sees(LAYLA, "neutral messages only")
    partner.follow("Back to the request").does_not_see(LAYLA)
    partner.press("Send the code").write("The code of the message", code[0]).press("Show me").does_not_see(LAYLA)
    odile = sign_in("provider")
    number = Referral.objects.get(public_id=request.rstrip("/").split("/")[-1]).public_id
    odile.open(f"/en/answer/{number}/").sees(LAYLA, "Your reading is noted, and the person sees it.")
    sign_in("provider2").open(f"/en/answer/{number}/").does_not_see(LAYLA)

    # Her card: a square and six digits. Her path, in her language.
    layla = open_path(ines, case, camera)
    assert (layla.url, layla.language, layla.direction) == ("/ar/my/", "ar", "rtl")
    layla.sees("Your next step", HER_STEP, HER_PAPER, "What was shared with whom", HOSTEL, "Inès")
    layla.follow("See all who looked").sees(HOSTEL, "Odile")
    layla.open("/ar/my/shared/").sees(HOSTEL)

    # An appointment she cannot come to, and a step she has done.
    tomorrow = time.at.date().fromordinal(time.at.date().toordinal() + 2)
    ines.open(f"{case}appointments/new/").write("Day", tomorrow.isoformat()).write("Hour", "10:30")
    ines.write("What it is about", "موعد مع إيناس").press("Book it")
    layla.open("/ar/my/").sees("موعد مع إيناس").follow("I cannot come").press("I cannot come")
    layla.sees("you said you can’t come")
    ines.open("/en/staff/day/").sees("The person said: I cannot come")
    layla.press("It is done", near="Your next step").sees("Nothing waits for you now")
    ines.open("/en/staff/day/").sees(f"Confirm: {desk.STEP}")
    ines.open(f"{case}plan/").press("Confirm: it is done", near=desk.STEP).sees("done, confirmed")

    # The hostel tells what happened; with that it sees nothing any more. She confirms it herself.
    time.passes(days=1)
    odile.open(f"/en/answer/{number}/").tick("The service was given").press("Tell what happened")
    odile.does_not_see(LAYLA)
    Reader().open(address).sees("This request is over").does_not_see(LAYLA)
    layla.open("/ar/my/").press("Yes, it is done")
    layla.press("I am done").sees("Nothing is open on this device.")
    assert Reader().open("/ar/my/").url != "/ar/my/"

    # The file tells all of it in its order.
    ines.open(case)
    told = [one.text for one in ines.page.every("h3")]
    story = ["Step done, confirmed", "Step said to be done", "Referral done", "Referral accepted", "Question answered", "They ask something", "Referral sent",
             "Consent given", "Step agreed", "File opened"]  # fmt: skip
    places = [next((n for n, title in enumerate(told) if title.startswith(line)), -1) for line in story]
    assert -1 not in places and places == sorted(places), told

    # And the manager's number counts it, unless so few requests are behind it that somebody could be recognised.
    # (Meanwhile others' time ran out in silence: they are in the whole, and in no way among the answers.)
    counted = answered_in_time(sign_in, settings)
    assert counted[0] == counted_before[0] + 1
    assert counted[1] > counted_before[1]
    settings.PARVIS_HOUSE = {**settings.PARVIS_HOUSE, "minimum_cell": 1000}
    helene = sign_in("manager").open("/en/staff/figures/")
    helene.sees("Not shown: someone could be recognised.", "What this number means", "Silence counts as not answered.")
    assert not re.search(r"\d+ of \d+ requests", helene.text)


def answered_in_time(sign_in: SignIn, settings: Any) -> tuple[int, int]:
    """What the manager reads, where a single request may be shown."""
    settings.PARVIS_HOUSE = {**settings.PARVIS_HOUSE, "minimum_cell": 1}
    found = re.search(r"(\d+) of (\d+) requests", sign_in("manager").open("/en/staff/figures/").text)
    assert found
    return int(found[1]), int(found[2])


def test_silence_is_never_an_answer(town: Town, time: Time, sign_in: SignIn) -> None:
    ines = sign_in("caseworker")
    case, request = desk.case_with_a_request(ines)
    ines.open("/en/staff/day/").does_not_see(LAYLA)
    time.passes(hours=72, minutes=1)
    ines = sign_in("caseworker").open("/en/staff/day/")
    late = ines.part("Late")
    assert LAYLA in late and f"{HOSTEL} has not answered: call, or propose another place" in late
    ines.open(request).sees("They have not answered in time.", "Silence is not a yes and not a no")
    assert any(one["href"].startswith("tel:") for one in ines.page.every("a"))
    ines.open(case).does_not_see("Referral accepted")

    # A late answer still counts for the person, and takes the flag away.
    partner = Reader().open(desk.link_of(desk.last_message("casework.received")).replace("/fr/r/", "/en/r/"))
    partner.sees("The time to answer was over on").tick("Yes, we can").press("Send my answer").sees("You said yes")
    ines.open("/en/staff/day/").does_not_see(f"{HOSTEL} has not answered: call, or propose another place: {LAYLA}")
    ines.open(request).does_not_see("They have not answered in time.")

    # A month later the link itself is over.
    time.passes(days=31)
    partner.open(partner.url).sees("The time of this link is over").does_not_see(desk.PREVIEW)


def test_she_takes_it_back_and_everything_closes_at_once(
    town: Town, time: Time, sign_in: SignIn, camera: list[str]
) -> None:
    ines = sign_in("caseworker")
    case, request = desk.case_with_a_request(ines)
    partner = Reader().open(desk.link_of(desk.last_message("casework.received")).replace("/fr/r/", "/en/r/"))
    partner.tick("Yes, we can").press("Send my answer").press("Send the code")
    code = desk.CODE.search(desk.last_message("casework.code"))
    assert code
    typed = partner.write("The code of the message", code[0])

    layla = open_path(ines, case, camera)
    layla.follow("Close this", near=HOSTEL).sees("They see nothing of you any more, at once.").press("Yes, close it")
    layla.open("/ar/my/").sees("Nobody outside our team sees anything of you now.")

    # The code in the partner's hand opens nothing; nor does signing in; the message that tells it says no more than that.
    typed.press("Show me").does_not_see(LAYLA)
    number = request.rstrip("/").split("/")[-1]
    sign_in("provider").open(f"/en/answer/{number}/").does_not_see(LAYLA, desk.PREVIEW)
    Reader().open(desk.link_of(desk.last_message("casework.received"))).does_not_see(LAYLA, desk.PREVIEW)
    assert not any(word in desk.last_message("casework.changed") for word in (LAYLA, "Un toit", "logement"))
    ines.open(request).sees("They see nothing any more.")
    ines.open("/en/staff/day/").does_not_see(f"{LAYLA} {HOSTEL} has not answered")


def test_a_no_with_a_reason_leads_to_another_place(town: Town, time: Time, sign_in: SignIn) -> None:
    ines = sign_in("caseworker")
    case, request = desk.case_with_a_request(ines)
    partner = Reader().open(desk.link_of(desk.last_message("casework.received")).replace("/fr/r/", "/en/r/"))
    partner.tick("No, not this time").press("Send my answer").sees("Choose a reason.")
    partner.select("If it is no: why", "No place free").press("Send my answer").sees("This request is over")
    ines.open("/en/staff/day/").sees(LAYLA, "propose another place")
    ines.open(request).sees("declined", "No place free")

    # The same place is not proposed again for this need, and says why; another one is, and asks for a yes of its own.
    ines.open(f"{case}refer/").follow("All places, and search by hand")
    assert ROOF not in " ".join(one.text for one in ines.page.every("ol"))
    ines.sees("place set aside, and why", ROOF)
    desk.choose_a_place(ines, case, "Move-on flat")
    ines.sees("There is no consent for L’Arche du Marché yet that covers what is ticked.").press("Send")
    ines.sees("Tick this once the person has said yes. Nothing leaves without it.")
    desk.say_yes_and_send(ines)
    ines.open("/en/staff/day/").does_not_see(LAYLA)


def test_she_may_say_no_and_is_helped_all_the_same(town: Town, time: Time, sign_in: SignIn) -> None:
    ines = sign_in("caseworker")
    case = desk.case_with_a_need(ines)
    desk.choose_a_place(ines, case)
    before = Referral.objects.count()
    ines.press("The person says no").sees("Kept: she says no to this place. Nothing was sent.", "Proposed, best first")
    assert Referral.objects.count() == before
    ines.open(f"{case}consents/").sees("Ended and refused")


def open_path(worker: Reader, case: str, camera: list[str]) -> Reader:
    """A new card, and her path opened with it."""
    worker.open(f"{case}card/").press("Make a new card")
    digits = re.search(r"\b\d{6}\b", worker.text)
    assert digits
    return Reader().open(camera[-1]).write("Write your six digits", digits[0]).press("Open")
