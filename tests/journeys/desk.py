"""What is done at a desk every day, told once: somebody is received, a need is written down, a plan agreed, a request sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils import translation

from parvis.core import outbox
from tests.journeys.reader import Reader

if TYPE_CHECKING:
    from tests.browser.hand import Hand

ARABIC = "العربية"  # the line of a list that holds a language's own name
LAYLA = "ليلى إكزمبل"
HER_WORDS = "نحتاج بيتا لنا قبل الشتاء"
STEP = "Bring the permit to the hostel"
HER_STEP = "إحضار ورقة الإقامة إلى النُزل"
HER_PAPER = "ورقة الإقامة"
HOSTEL = "Foyer du Pont-Neuf"
ROOF = "A roof for families"
PREVIEW = "A mother and her two children need a roof before winter."
YES = "I have gone through this page with %(name)s. The answer is yes: to this request, to %(receiver)s."
LINK = re.compile(r"https?://\S+")
CODE = re.compile(r"\b[2-9B-DF-HJKMNP-TV-XZ]{8}\b")


def receive(worker: Reader | Hand, *, name: str = LAYLA) -> str:
    """Notice first, then a registration with a name, a language, no age, and a phone for neutral messages. Gives the file."""
    worker.open(f"/{worker.language}/staff/day/").follow("New reception")
    worker.select("The person’s language", ARABIC).press("Show the text")
    worker.sees("First, the notice")
    worker.press("Go on to the registration")
    worker.sees("Tick this once the person has had the text. Before that, nothing may be written down.")
    worker.tick("An interpreter said it").write("Who interpreted, if somebody did", "Samira")
    worker.tick("The person has had this text and could ask questions.").press("Go on to the registration")
    worker.write("Name as used", name).select("Which language shall we speak?", ARABIC)
    worker.tick("Not known", near="What do we know of the age?").tick("Wishes an interpreter")
    worker.select("A safe way to be reached", "Phone").write("Number or address", "06 39 98 10 88")
    worker.select("May a message reach her there?", "Only a neutral message: the phone is shared")
    worker.press("Check the answers")
    worker.sees("Is this right?", name).press("Make the file")
    assert re.fullmatch(r"/\w\w/staff/cases/[0-9a-f-]{36}/", worker.url), worker.url
    return worker.url


def write_need(worker: Reader | Hand, case: str, *, words: str = HER_WORDS) -> None:
    """In her own words."""
    worker.open(f"{case}needs/").select("What is it about?", "Housing").write("In the person’s words", words)
    worker.select("Language of these words", ARABIC).tick("It can’t wait").press("Add this need")
    worker.sees(words)


def agree_on_a_plan(worker: Reader | Hand, case: str) -> None:
    """Two steps: hers, in her language, and the partner's."""
    worker.open(f"{case}plan/").follow("Agree on a plan")
    with translation.override(worker.language):
        first, second = (translation.gettext("Step %(n)s") % {"n": n} for n in (1, 2))
    worker.write("What is done", STEP, near=first)
    worker.write("The same, in the person’s language", HER_STEP, near=first)
    worker.write("What to bring", HER_PAPER, near=first)
    worker.write("What is done", "A roof before winter", near=second)
    worker.select("Who does it", "A partner", near=second).select("For which need", "Housing", near=second)
    worker.tick("Said aloud, and I certify it")
    worker.tick("I have gone through these steps with the person. She agrees.").press("Keep this plan")
    worker.sees(STEP, HER_STEP)


def choose_a_place(worker: Reader | Hand, case: str, place: str = ROOF) -> None:
    """The place that is chosen among those proposed, and what it may read before its yes."""
    worker.open(f"{case}refer/").follow("All places, and search by hand")
    worker.follow("Refer there", near=place)
    worker.tick("Urgent").write("What they read before they say yes", PREVIEW)
    for field in ("First name and name", "The safe way to be reached", "Language and interpreter"):
        worker.tick(field)


def say_yes_and_send(worker: Reader | Hand) -> str:
    """Her yes, said aloud and certified, and the request leaves. Gives its page."""
    worker.tick("Said aloud, and I certify it").write("Who interpreted, if somebody did", "Samira")
    worker.tick(YES).press("Send")
    assert "/staff/referrals/" in worker.url, worker.text
    return worker.url


def case_with_a_need(worker: Reader | Hand) -> str:
    """Received, with a need and a plan."""
    case = receive(worker)
    write_need(worker, case)
    agree_on_a_plan(worker, case)
    return case


def case_with_a_request(worker: Reader | Hand) -> tuple[str, str]:
    """The file and the request that was sent from it."""
    case = case_with_a_need(worker)
    choose_a_place(worker, case)
    return case, say_yes_and_send(worker)


def link_of(message: str) -> str:
    """The address that stands in a message."""
    found = LINK.search(message)
    assert found, message
    return found[0].rstrip(".,)")


def last_message(template: str) -> str:
    """The last message of a kind, as its receiver reads it."""
    return next(one.subject + "\n" + one.body for one in outbox.messages() if one.template == template)
