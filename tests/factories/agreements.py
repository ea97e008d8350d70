"""Agreements in every state, brought there by their verbs alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parvis.access.models import Organisation
from parvis.engagement import actions
from parvis.engagement.agreement_entries import Amendment, ClauseChange, NewAgreement, NewParty
from parvis.engagement.agreement_wording import templates
from parvis.engagement.kinds import kind_of
from parvis.engagement.models import Agreement, Engagement, Offer
from parvis.kernel.actor import Actor
from parvis.people.models import Person
from tests.factories import access, engagement, people
from tests.factories.access import NOW

LAST_DAY = date(2026, 9, 30)
PARTICIPANT, TUTOR, BODY, PROGRAMME = 1, 2, 3, 4


@dataclass
class Workshop:
    """A town that accompanies, a canteen that gives an internship, its cook who is the tutor, and one person."""

    town: Organisation
    canteen: Organisation
    worker: Actor
    member: Actor
    tutor: Actor
    person: Person
    offer: Offer
    engagement: Engagement

    @property
    def herself(self) -> Actor:
        return people.herself(self.person)

    def signer(self, party: int) -> Actor:
        return {PARTICIPANT: self.herself, TUTOR: self.tutor, BODY: self.member, PROGRAMME: self.worker}[party]


def workshop(*, state: str = "active") -> Workshop:
    """Everything an internship agreement needs."""
    town = access.controller(name="Ville de Valmarelle")
    canteen = access.partner(town, name="Cantine des Lilas")
    worker = access.worker(town, name="Inès D.")
    member = access.worker(canteen, "provider", name="Odile M.")
    tutor = access.worker(canteen, "provider", name="Yves T.")
    who = people.person(worker, "Amal Exemple", birth=people.born(1990))
    offer = engagement.offer(canteen, title="Trois semaines en cuisine")
    row = engagement.request(worker, who, offer)
    for verb in (actions.offer_place, actions.accept_place, actions.start)[: _steps(state)]:
        verb(engagement_public_id=row.public_id, by=worker, at=NOW)
    row.refresh_from_db()
    return Workshop(town, canteen, worker, member, tutor, who, offer, row)


def _steps(state: str) -> int:
    return ("requested", "offered", "accepted", "active").index(state)


def new(here: Workshop, **facts: object) -> NewAgreement:
    """An internship in French and Arabic, with four parties."""
    known = {
        "template": "internship",
        "first_language": "fr",
        "second_language": "ar",
        "starts_on": NOW.date(),
        "ends_on": LAST_DAY,
        "parties": [
            NewParty(role="tutor", organisation_id=here.canteen.pk, account_id=here.tutor.account_id),
            NewParty(role="organisation", organisation_id=here.canteen.pk),
            NewParty(role="programme", organisation_id=here.town.pk),
        ],
        "blanks": {"trade": "cuisine", "hours": 28, "pay": (600, "EUR")},
    }
    return NewAgreement(**{**known, **facts})


def draft(here: Workshop, *, at: datetime = NOW, **facts: object) -> Agreement:
    return actions.draft_agreement(
        engagement_public_id=here.engagement.public_id, agreement=new(here, **facts), by=here.worker, at=at
    )


def sent(here: Workshop, *, at: datetime = NOW, **facts: object) -> Agreement:
    return actions.send_for_signature(agreement_public_id=draft(here, at=at, **facts).public_id, by=here.worker, at=at)


def sign(here: Workshop, row: Agreement, party: int, *, edition: int | None = None, at: datetime = NOW) -> object:
    row.refresh_from_db()
    return actions.sign(
        agreement_public_id=row.public_id, edition=edition or row.edition, party=party, by=here.signer(party), at=at
    )


def in_force(here: Workshop, **facts: object) -> Agreement:
    row = sent(here, **facts)
    for party in (PARTICIPANT, TUTOR, BODY, PROGRAMME):
        sign(here, row, party)
    row.refresh_from_db()
    return row


def signed_for(row: Engagement, by: Actor, *, at: datetime = NOW) -> Agreement:
    """The kind's own text for what somebody takes up, signed by everybody on paper at the worker's desk."""
    offer = row.offer
    text = templates()[kind_of(offer.kind).agreement]
    known = {
        "host": NewParty(role="host", person_id=offer.given_by_id),
        "tutor": NewParty(role="tutor", organisation_id=offer.organisation_id, name="Yves T."),
        "organisation": NewParty(role="organisation", organisation_id=offer.organisation_id),
        "programme": NewParty(role="programme", organisation_id=by.organisation_id),
    }
    parties = [known[role] for role, needed in text.roles.items() if needed and role in known]
    new_one = NewAgreement(template=text.code, first_language="fr", second_language="", parties=parties)
    made = actions.draft_agreement(engagement_public_id=row.public_id, agreement=new_one, by=by, at=at)
    actions.send_for_signature(agreement_public_id=made.public_id, by=by, at=at)
    for number in range(1, len(parties) + 2):
        facts = {"agreement_public_id": made.public_id, "edition": 1, "party": number}
        actions.record_paper_signature(**facts, by=by, at=at)
    made.refresh_from_db()
    assert made.state == "in_force"
    return made


def hours_change(row: Agreement, *, hours: int = 20) -> ClauseChange:
    """Of the second clause, which binds the participant and the canteen."""
    return ClauseChange(
        position=2, first=f"Heures par semaine : {hours}.", second=f"عدد الساعات في الأسبوع: {hours}.", binds=(1, 3)
    )


def amend(here: Workshop, row: Agreement, *changes: ClauseChange, at: datetime = NOW, **facts: object) -> Agreement:
    amendment = Amendment(changes=changes or (hours_change(row),), reason="hours", **facts)
    return actions.amend(agreement_public_id=row.public_id, amendment=amendment, by=here.worker, at=at)


def agreement_in(state: str, here: Workshop) -> Agreement:
    """An agreement in a state, reached by its verbs."""
    if state == "draft":
        return draft(here)
    if state == "void":
        row = draft(here)
        return act("void", row, here)
    if state == "to_sign":
        return sent(here)
    if state == "partly_signed":
        row = sent(here)
        sign(here, row, PARTICIPANT)
    else:
        row = in_force(here)
        if state == "amended":
            amend(here, row)
        elif state == "ended":
            act("end", row, here)
    row.refresh_from_db()
    assert row.state == state
    return row


def act(verb: str, row: Agreement, here: Workshop, *, at: datetime = NOW) -> Agreement:
    """One verb, by whom it belongs to."""
    pk = {"agreement_public_id": row.public_id, "at": at}
    row.refresh_from_db()
    owing = row.parties.filter(owes_edition__isnull=False).order_by("number").first()
    match verb:
        case "send":
            return actions.send_for_signature(**pk, by=here.worker)
        case "sign":
            number = owing.number if owing else PARTICIPANT
            actions.sign(**pk, edition=row.edition, party=number, by=here.signer(number))
        case "decline":
            number = owing.number if owing else PARTICIPANT
            return actions.decline_to_sign(**pk, edition=row.edition, party=number, by=here.signer(number))
        case "amend":
            return amend(here, row, at=at)
        case "withdraw_amendment":
            return actions.withdraw_amendment(**pk, by=here.worker)
        case "void":
            return actions.void_agreement(**pk, reason="mistake", by=here.worker)
        case "end":
            return actions.end_agreement(**pk, by=here.herself)
        case "run_out":
            actions.end_past_agreements(by=access.SETUP, at=at + timedelta(days=400))
        case _:
            raise AssertionError(verb)
    row.refresh_from_db()
    return row
