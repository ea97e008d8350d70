"""Cases, needs, plans and referrals, through the room's own actions."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from parvis.access.models import Organisation
from parvis.casework import actions
from parvis.casework.models import Case, Need, Referral, ReferralLink, Step
from parvis.core import outbox
from parvis.kernel.actor import Actor
from parvis.people.models import Person
from tests.factories import access, people
from tests.factories.access import NOW

FIELDS = ("identity", "contact", "language", "household")
PREVIEW = "A stable home for a family, for six months at least."


@dataclass
class Town:
    """A controller with a worker, a receiver under it with a signed-in member, and one person with a case."""

    controller: Organisation
    receiver: Organisation
    worker: Actor
    member: Actor
    person: Person
    case: Case

    @property
    def herself(self) -> Actor:
        return people.herself(self.person)


def town(*, for_snapshot: bool = False) -> Town:
    """Everything one referral needs, except the consent."""
    controller = access.controller(for_snapshot=for_snapshot)
    receiver = access.partner(controller, name="Foyer du Pont-Neuf")
    worker = access.worker(controller, "caseworker", name="Inès D.")
    member = access.worker(receiver, "provider", name="Odile", purpose="referral")
    who = people.person(worker, "Amal Exemple", contact=people.phone(), interpreter=True)
    return Town(controller, receiver, worker, member, who, case(worker, who))


def case(by: Actor, who: Person, *, at: datetime = NOW, **facts: object) -> Case:
    """Opened at the actor's organisation."""
    return actions.open_case(person_id=who.pk, by=by, at=at, **facts)


def need(by: Actor, of: Case, topic: str = "housing", *, at: datetime = NOW, words: str = "Un toit") -> Need:
    """As the person says it."""
    return actions.add_need(case_public_id=of.public_id, topic=topic, words=words, words_language="fr", by=by, at=at)


def step(by: Actor, of: Case, text: str = "Visit the hostel", *, at: datetime = NOW, **facts: object) -> Step:
    """One more step of the plan."""
    new = actions.NewStep(text=text, **facts)
    return actions.add_step(case_public_id=of.public_id, step=new, by=by, at=at)


def draft(by: Actor, of: Case, receiver: Organisation, *, at: datetime = NOW, **facts: object) -> Referral:
    """Not sent."""
    known = {"receiver_public_id": receiver.public_id, "urgency": "urgent", "fields": FIELDS, "preview": PREVIEW}
    new = actions.NewReferral(**{**known, **facts})
    return actions.draft_referral(case_public_id=of.public_id, referral=new, by=by, at=at)


def sent(here: Town, *, at: datetime = NOW, **facts: object) -> Referral:
    """Under a consent given now."""
    people.consent(here.worker, here.person, here.receiver, *facts.get("fields", FIELDS), at=at)
    row = draft(here.worker, here.case, here.receiver, at=at, **facts)
    return actions.send_referral(referral_public_id=row.public_id, by=here.worker, at=at)


def token() -> str:
    """The secret of the last link that was sent, as its receiver would find it."""
    body = next(message.body for message in outbox.messages() if message.template == "casework.received")
    found = re.search(r"/r/([\w-]+)/", body)
    assert found is not None
    return found[1]


def code() -> str:
    """The last one-time code that was sent."""
    body = next(message.body for message in outbox.messages() if message.template == "casework.code")
    found = re.search(r"\b[2-9B-DF-HJKMNP-TV-XZ]{8}\b", body)
    assert found is not None
    return found[0]


REACH = {
    "sent": (),
    "asked": ("ask",),
    "answered": ("ask", "reply"),
    "accepted": ("accept",),
    "active": ("accept", "start"),
    "done": ("accept", "start", "done"),
    "declined": ("decline",),
    "withdrawn": ("withdraw",),
    "returned": ("accept", "return"),
    "expired": ("expire",),
}


def referral_in(state: str, here: Town, *, at: datetime = NOW) -> Referral:
    """A referral brought into a state by its verbs alone."""
    if state == "draft":
        return draft(here.worker, here.case, here.receiver, at=at)
    row = sent(here, at=at)
    for verb in REACH[state]:
        act(verb, row, here, at=at)
    row.refresh_from_db()
    assert row.state == state
    return row


def act(verb: str, row: Referral, here: Town, *, at: datetime = NOW) -> object:
    """One verb of the life of a referral, by whom it belongs to."""
    pk, worker, member = row.public_id, here.worker, here.member
    answer = {"referral_public_id": pk, "by": member, "at": at}
    match verb:
        case "send":
            return actions.send_referral(referral_public_id=pk, by=worker, at=at)
        case "ask":
            return actions.answer_as_member(answer="ask", words="From when?", **answer)
        case "reply":
            return actions.answer_question(referral_public_id=pk, words="From Monday.", by=worker, at=at)
        case "accept":
            return actions.answer_as_member(answer="accept", **answer)
        case "decline":
            return actions.answer_as_member(answer="decline", reason="full", **answer)
        case "start":
            return actions.start(**answer)
        case "done":
            return actions.report_outcome(outcome="given", **answer)
        case "return":
            return actions.return_referral(reason="other", **answer)
        case "withdraw":
            return actions.withdraw_referral(referral_public_id=pk, by=worker, at=at)
        case "expire":
            late = max([row.expires_at or at, *ReferralLink.objects.values_list("expires_at", flat=True)])
            return actions.expire_referrals(at=late + timedelta(seconds=1), by=access.SETUP)
    raise AssertionError(verb)
