"""Many persons with files, needs, steps and some referrals, sealed and indexed as the actions do it, in bulk."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

from parvis.access.models import Account, Membership, Organisation
from parvis.casework.models import Case, CaseMember, Need, Plan, Referral, Share, Step
from parvis.engagement.models import Attendance, Engagement, Offer, Session
from parvis.kernel.topics import TOPICS
from parvis.people.keys import sound_key, word_key
from parvis.people.models import Consent, NameKey, Person, PersonName
from parvis.people.rules import name_words

BATCH = 2000
FIRST = [
    "Amal",
    "Omar",
    "Fatou",
    "Ivan",
    "Olena",
    "Maryam",
    "Jean",
    "Rosa",
    "Ahmed",
    "Linh",
    "Sara",
    "Ali",
    "Nour",
    "Diego",
    "Awa",
    "Petro",
    "Zahra",
    "Samuel",
    "Hana",
    "Bilal",
]
LAST = [
    "Haddad",
    "Diallo",
    "Kovalenko",
    "Rahimi",
    "Moreau",
    "Garcia",
    "Nguyen",
    "Okafor",
    "Yilmaz",
    "Sow",
    "Petrov",
    "Aziz",
    "Lopez",
    "Traore",
    "Melnyk",
    "Karimi",
]
SYLLABLES = [
    "ba",
    "da",
    "ka",
    "la",
    "ma",
    "na",
    "ra",
    "sa",
    "ta",
    "za",
    "bo",
    "do",
    "ko",
    "lo",
    "mo",
    "no",
    "ro",
    "so",
    "to",
    "zo",
    "be",
    "de",
    "ke",
    "le",
    "me",
    "ne",
    "re",
    "se",
    "te",
    "ze",
]
FIELDS = ["identity", "contact", "language"]


def colleagues(where: Organisation, count: int, at: datetime) -> list[int]:
    """Other case workers of the same organisation."""
    made = Account.objects.bulk_create(
        Account(username=f"colleague{number}", name=f"Colleague {number}", password="!") for number in range(count)
    )
    Membership.objects.bulk_create(
        Membership(account=one, organisation=where, role="caseworker", starts_on=at.date()) for one in made
    )
    return [one.pk for one in made]


def crowd(
    count: int, *, where: Organisation, receiver: Organisation, leads: list[int], at: datetime, open_share: float
) -> None:
    """So many persons more, each with a file led by one of `leads`, and such a share of the files still open."""
    chance = random.Random(count)
    for start in range(0, count, BATCH):
        _batch(min(BATCH, count - start), where, receiver, leads, at, chance, open_share)


def _batch(
    count: int,
    where: Organisation,
    receiver: Organisation,
    leads: list[int],
    at: datetime,
    chance: random.Random,
    open_share: float,
) -> None:
    owner = {"controller_id": where.controller_of_record}
    persons = Person.objects.bulk_create(
        Person(**owner, language=chance.choice(["ar", "fr", "uk", "es"]), organisation=where, registered_at=at, birth="1990-01-01",
               birth_precision="year")
        for _number in range(count)
    )  # fmt: skip
    _name(persons, owner, chance)
    cases = Case.objects.bulk_create(
        Case(**owner, person=one, organisation=where, number=f"B-{uuid4().hex[:12]}", lead_id=chance.choice(leads),
             state="open" if chance.random() < open_share else "closed", opened_at=at - timedelta(days=chance.randrange(300)))
        for one in persons
    )  # fmt: skip
    CaseMember.objects.bulk_create(CaseMember(**owner, case=one, account_id=one.lead_id, starts_at=at) for one in cases)
    needs = Need.objects.bulk_create(
        Need(**owner, case=one, topic=chance.choice(list(TOPICS)), dimension="social", words="Un toit", words_language="fr",
             stated_at=at)
        for one in cases
    )  # fmt: skip
    plans = Plan.objects.bulk_create(Plan(**owner, case=one, agreed_at=at, agreed_language="fr") for one in cases)
    Step.objects.bulk_create(_steps(cases, plans, needs, owner, at, chance), batch_size=BATCH)
    _refer(cases, needs, where, receiver, owner, at, chance)
    _engage(cases, where, owner, at, chance)


def _name(persons: list[Person], owner: dict[str, object], chance: random.Random) -> None:
    names = PersonName.objects.bulk_create(
        PersonName(**owner, person=one, text=f"{chance.choice(FIRST)} {_surname(chance)}") for one in persons
    )
    keys = [
        NameKey(name=name, person_id=name.person_id, key=key)
        for name in names
        for word in name_words(name.text)
        for key in {word_key(word.word, name.controller_id), sound_key(word.sound, name.controller_id)}
    ]
    NameKey.objects.bulk_create(keys, batch_size=BATCH)


def _surname(chance: random.Random) -> str:
    """One in a hundred has the commonest name, as in most countries; the others are many."""
    return chance.choice(LAST) if chance.random() < 0.16 else "".join(chance.choices(SYLLABLES, k=3)).title()


def _steps(
    cases: list[Case],
    plans: list[Plan],
    needs: list[Need],
    owner: dict[str, object],
    at: datetime,
    chance: random.Random,
) -> Iterator[Step]:
    for case, plan, need in zip(cases, plans, needs, strict=True):
        days, state = chance.randrange(-5, 60), chance.choice(["planned", "in_progress", "claimed", "dropped"])
        state = state if case.state == "open" else "dropped"
        claimed = "person" if state == "claimed" else ""
        yield Step(
            **owner, case=case, plan=plan, need=need, text="Aller à la mairie", due_on=(at + timedelta(days=days)).date(),
            state=state, claimed_by=claimed,
        )  # fmt: skip


def _refer(
    cases: list[Case], needs: list[Need], where: Organisation, receiver: Organisation, owner: dict[str, object], at: datetime,
    chance: random.Random,
) -> None:  # fmt: skip
    chosen = [(case, need) for case, need in zip(cases, needs, strict=True) if case.state == "open"][::4]
    consents = Consent.objects.bulk_create(
        Consent(**owner, person_id=case.person_id, purpose="referral", recipient=receiver, fields=FIELDS, text_version="1",
                language="fr", manner="oral", state="given", explained_at=at, given_at=at, expires_at=at + timedelta(days=180))
        for case, _need in chosen
    )  # fmt: skip
    referrals = Referral.objects.bulk_create(
        Referral(**owner, case=case, person_id=case.person_id, need=need, number=f"R-{uuid4().hex[:12]}", sender=where,
                 receiver=receiver, consent=consent, fields=FIELDS, preview="Un logement", state="sent", urgency="normal",
                 sent_at=at, due_at=at + timedelta(days=chance.randrange(-3, 14)))
        for (case, need), consent in zip(chosen, consents, strict=True)
    )  # fmt: skip
    Share.objects.bulk_create(
        Share(**owner, referral=one, person_id=one.person_id, receiver=receiver, fields=FIELDS, state="preview")
        for one in referrals
    )


KINDS = ("course", "event", "staff_training", "self_study")
A_BATCH_OF_OFFERS = 20
STATES = ("requested", "waitlisted", "accepted", "active", "completed", "withdrawn")


def _engage(
    cases: list[Case], where: Organisation, owner: dict[str, object], at: datetime, chance: random.Random
) -> None:
    """Everybody takes something up, and is expected at one session of it."""
    offers = Offer.objects.bulk_create(
        Offer(kind=chance.choice(KINDS), organisation=where, title=f"Ensemble {uuid4().hex[:6]}", topics=["learn"],
              capacity=200, ends_on=(at + timedelta(days=chance.randrange(-200, 200))).date())
        for _number in range(A_BATCH_OF_OFFERS)
    )  # fmt: skip
    sessions = Session.objects.bulk_create(
        Session(organisation=where, offer=one, starts_at=begins, ends_at=begins + timedelta(hours=2))
        for one in offers
        for begins in [at + timedelta(days=chance.randrange(-100, 100))]
    )
    chosen = [(case, chance.randrange(len(offers))) for case in cases]
    engaged = Engagement.objects.bulk_create(
        Engagement(**owner, person_id=case.person_id, offer=offers[number], case_ref=case.pk, state=chance.choice(STATES),
                   requested_at=at - timedelta(days=chance.randrange(100)))
        for case, number in chosen
    )  # fmt: skip
    Attendance.objects.bulk_create(
        Attendance(**owner, person_id=case.person_id, session=sessions[number], engagement=taken, case_ref=case.pk)
        for (case, number), taken in zip(chosen, engaged, strict=True)
    )
