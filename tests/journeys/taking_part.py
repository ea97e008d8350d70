"""The steps of whoever takes something up or gives it, the same for every kind of help; each through the pages."""

from __future__ import annotations

from collections.abc import Callable

from parvis.casework.models import Case
from parvis.engagement.models import Agreement, Engagement, Offer, Session
from tests.journeys.conftest import Time
from tests.journeys.reader import Reader
from tests.town import Town

SignIn = Callable[..., Reader]


def offer_of(town: Town, source_id: str) -> Offer:
    """By its id in the data files."""
    return Offer.objects.get(source_id=source_id)


def at_her_page(town: Town, who: str = "amal") -> Reader:
    """She opens her own page with her card."""
    token, pin = town.cards[who]
    return Reader().open(f"/c/{token}/").write("Write your six digits", pin).press("Open")


def asks(herself: Reader, offer: Offer, button: str) -> Reader:
    """From the page that everybody reads."""
    herself.open(f"/{herself.language}/offer/{offer.public_id}/").follow(button)
    return herself.press(button)


def says_yes(herself: Reader, row: Engagement) -> Reader:
    """To the place that is kept for her."""
    herself.open(f"/{herself.language}/my/").follow("What I have asked for").sees("a place is kept")
    herself.open(f"/{herself.language}/my/taken/{row.public_id}/").sees("A place is kept for you")
    return herself.press("Yes, I take it").sees("The place is yours.")


def lets_them_know(herself: Reader, row: Engagement) -> Reader:
    """Who she is: her own word, which she may take back."""
    herself.open(f"/{herself.language}/my/taken/{row.public_id}/").follow("Let them know who I am")
    return herself.press("Yes, they may").sees("They know now. You can take it back here at any time.")


def number_of(engagement: Engagement) -> str:
    """What she is called where nobody knows her: a number in the order of asking."""
    asked = Engagement.objects.filter(offer=engagement.offer).order_by("id").values_list("person_id", flat=True)
    return f"Participant {list(dict.fromkeys(asked)).index(engagement.person_id) + 1}"


def next_day(offer: Offer) -> Session:
    """The first that is planned and still to come when the story begins."""
    found = (
        Session.objects.filter(offer=offer, state="planned", attendances__state="expected")
        .order_by("starts_at")
        .first()
    )
    assert found is not None
    return found


def taken_up(worker: Reader, case: Case) -> Reader:
    """Her file: what of its timeline tells of what she took up."""
    return worker.open(f"/{worker.language}/staff/cases/{case.public_id}/?kind=engagement")


def until_after(session: Session, time: Time) -> None:
    """Time goes by until it is over."""
    time.passes(seconds=(session.ends_at - time.at).total_seconds() + 60)


def needs(herself: Reader, session: Session, what: str) -> Reader:
    """In order to come to one day."""
    herself.open(f"/{herself.language}/my/appointments/{session.public_id}/supports/")
    return herself.tick(what).press("Ask for it").sees("Asked for. You see here whether it is sure.")


def everybody_signs(town: Town, worker: Reader, herself: Reader, giver: Reader, row: Engagement) -> None:
    """The worker drafts what the two agree on; first she signs, then who gives, then the worker for her body."""
    case = town.case("Amal")
    worker.open(f"/en/staff/cases/{case.public_id}/agreements/new/?engagement={row.public_id}&text={row.offer.kind}")
    worker.select("Mentor or host", "Odette Exemple").press("Draft it").press("Send for signature")
    agreement = Agreement.objects.get(engagement=row)
    for reader, door in ((herself, "my"), (giver, "my"), (worker, "staff")):
        reader.open(f"/{reader.language}/{door}/agreements/{agreement.public_id}/")
        reader.tick("I have read it, or it was read to me in my language.").press("I agree, and sign")
