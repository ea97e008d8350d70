"""Persons, households, consents and cards, through the room's own actions."""

from datetime import date, datetime
from itertools import count

from parvis.access.models import Organisation
from parvis.kernel.actor import Actor, ActorKind
from parvis.people import actions, queries
from parvis.people.entries import (
    Birth,
    ConsentTerms,
    NewContact,
    NewName,
    NewPart,
    NewPerson,
    NoticeDone,
    VettingSeen,
)
from parvis.people.models import Consent, Household, Part, Person
from tests.factories.access import NOW

_number = count(1)
PASSWORD = "un-mot-long-et-a-elle"
NOTICE = NoticeDone(version="2026-1", language="ar", manner="interpreted", interpreter="Samira")
HOST_NOTICE = NoticeDone(version="host-2026-1", language="fr", manner="written")


def new_person(name: str = "", *, for_snapshot: bool = False, **facts: object) -> NewPerson:
    """What a form would hand over: one name, Arabic, nothing else known."""
    name = name or ("Amal Exemple" if for_snapshot else f"Exemple {next(_number)}")
    known: dict[str, object] = {"names": [NewName(text=name, language="ar")], "language": "ar"}
    return NewPerson(**{**known, **facts})


def person(by: Actor, name: str = "", *, at: datetime = NOW, for_snapshot: bool = False, **facts: object) -> Person:
    """Registered by a member of staff."""
    return actions.register(person=new_person(name, for_snapshot=for_snapshot, **facts), notice=NOTICE, by=by, at=at)


def host(by: Actor, name: str = "", *, part: str = "mentor", at: datetime = NOW, **facts: object) -> Person:
    """Registered as a host: her own notice, and none of what only newcomers are asked."""
    about = {name: facts.pop(name) for name in ("organisation_id", "starts_on", "vetting") if name in facts}
    known = {"language": "fr", "part": NewPart(part=part, **about), **facts}
    return actions.register(person=new_person(name, **known), notice=HOST_NOTICE, by=by, at=at)


def begin(by: Actor, who: Person, part: str = "mentor", *, at: datetime = NOW, **facts: object) -> Part:
    """Somebody registered stands in one more part, after the notice that goes with it."""
    notice = facts.pop("notice", NOTICE if part == "newcomer" else HOST_NOTICE)
    new = NewPart(part=part, **facts)
    return actions.begin_part(person_public_id=who.public_id, part=new, notice=notice, by=by, at=at)


def checked(by: Actor, part: Part, until: date, *, at: datetime = NOW) -> Part:
    """Its check was seen, and counts through that day."""
    seen = VettingSeen(vetting="valid", paper="record", until=until)
    return actions.note_vetting(part_public_id=part.public_id, seen=seen, by=by, at=at)


def account(by: Actor, who: Person, *, username: str = "", password: str = PASSWORD, at: datetime = NOW) -> int:
    """The account of her own page, made with the link that the desk printed; its row id."""
    made = actions.invite(person_public_id=who.public_id, username=username or f"host{next(_number)}", by=by, at=at)
    return actions.accept_invitation(token=made.token, password=password, at=at)


def participation(by: Actor, who: Person, recipient: Organisation, *fields: str, **facts: object) -> Consent:
    """She lets the organisation that offers what she takes part in know who she is."""
    known = {"purpose": "participation", "text_version": "2026-2", **facts}
    return consent(by, who, recipient, *(fields or ("identity", "contact", "language")), **known)


def born(year: int, month: int = 1, day: int = 1) -> Birth:
    """A birth known to the day."""
    return Birth(precision="date", value=f"{year:04}-{month:02}-{day:02}")


def phone(value: str = "06 39 98 10 01", **facts: object) -> NewContact:
    """A number kept for fiction."""
    return NewContact(kind="phone", value=value, **{"safety": "yes", **facts})


def household(by: Actor, *members: tuple[Person, str], at: datetime = NOW) -> Household:
    """A household of persons and their roles."""
    (first, role), *others = members
    home = actions.start_household(person_id=first.pk, role=role, by=by, at=at)
    for one, role in others:
        actions.join_household(
            person_public_id=one.public_id, household_public_id=home.public_id, role=role, by=by, at=at
        )
    return home


def family(by: Actor, *, size: int, at: datetime = NOW) -> list[Person]:
    """So many persons of one household, an adult first."""
    members = [person(by, at=at) for _ in range(size)]
    household(by, (members[0], "adult"), *((one, "child") for one in members[1:]), at=at)
    return members


def terms(recipient: Organisation | None = None, *fields: str, **facts: object) -> ConsentTerms:
    """Terms of a referral to a recipient, else of the casework itself."""
    known = {
        "purpose": "referral" if recipient else "casework",
        "fields": fields or ("identity", "language"),
        "text_version": "2026-1",
        "language": "ar",
        "manner": "oral",
        "recipient_id": recipient.pk if recipient else None,
    }
    return ConsentTerms(**{**known, **facts})


def consent(by: Actor, who: Person, recipient: Organisation | None, *fields: str, **facts: object) -> Consent:
    """A consent given now."""
    at = facts.pop("at", NOW)
    expires_at = facts.pop("expires_at", None)
    return actions.give_consent(
        person_id=who.pk, terms=terms(recipient, *fields, **facts), expires_at=expires_at, by=by, at=at
    )


def card(by: Actor, who: Person, *, pin: str = "481526", at: datetime = NOW) -> actions.IssuedCard:
    """A printed card with a known PIN."""
    return actions.issue_card(person_id=who.pk, pin=pin, by=by, at=at)


def herself(who: Person) -> Actor:
    """The person in her own path."""
    return Actor(
        kind=ActorKind.PERSON, person_id=who.pk, controller_id=who.controller_id, purpose="own_record", language="ar"
    )


def view(actor: Actor, who: Person, *, at: datetime = NOW) -> queries.PersonView:
    """Her record as that reader sees it."""
    return queries.person_view(actor, who.public_id, at)
