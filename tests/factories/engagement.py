"""Offers, engagements and sessions, through the room's own actions."""

from datetime import datetime, timedelta
from itertools import count

from parvis.access.models import Organisation
from parvis.engagement import actions
from parvis.engagement.models import Engagement, Offer, Session
from parvis.kernel.actor import Actor
from parvis.people.models import Person
from tests.factories.access import NOW, SETUP

_number = count(1)
PAY = {"amount": 12.5, "currency": "EUR", "per": "hour"}
# What an offer of a kind may not be without.
NEEDED = {
    "vacancy": {"wage": PAY, "hours": {"per_week": 35}},
    "apprenticeship": {"trade": "Baker", "months": 24, "wage": PAY, "hours": {"per_week": 35}},
    "internship": {"weeks": 4, "hours": {"per_week": 30}},
    "mentoring": {"hours_a_month": 4, "months": 6},
    "volunteering": {"tasks": ["Carry boxes"]},
    "reception": {"rooms": 3},
}


def offer(of: Organisation, *, for_snapshot: bool = False, at: datetime = NOW, **facts: object) -> Offer:
    """A course run with a place for one."""
    title = "French A1" if for_snapshot else f"Course {next(_number)}"
    known = {"kind": "course", "title": title, "organisation_id": of.pk, "topics": ["learn"], "capacity": 1, **facts}
    known.setdefault("details", NEEDED.get(str(known["kind"]), {}))
    return actions.create_offer(offer=actions.NewOffer(**known), by=SETUP, at=at)


def session(of: Offer, *, at: datetime = NOW, starts_at: datetime | None = None, **facts: object) -> Session:
    """Of an offer: in three days, for two hours."""
    start = starts_at or at + timedelta(days=3)
    new = actions.NewSession(starts_at=start, ends_at=start + timedelta(hours=2), **facts)
    return actions.plan_session(offer_public_id=of.public_id, session=new, by=SETUP, at=at)


def request(by: Actor, who: Person, what: Offer, *, at: datetime = NOW, **asked: object) -> Engagement:
    """Asked for: requested, or on the waiting list when it is full."""
    wish = actions.Asked(**asked)
    return actions.request(offer_public_id=what.public_id, person_id=who.pk, asked=wish, by=by, at=at)


def appointment(
    by: Actor, who: Person, *, at: datetime = NOW, starts_at: datetime | None = None, **facts: object
) -> Session:
    """Tomorrow, for an hour."""
    start = starts_at or at + timedelta(days=1)
    new = actions.Appointment(starts_at=start, ends_at=start + timedelta(hours=1), **facts)
    return actions.book_appointment(person_id=who.pk, appointment=new, by=by, at=at)
