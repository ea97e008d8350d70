"""Whether terms can be said yes to at all, and by whom."""

from __future__ import annotations

from datetime import datetime

from parvis.access import queries as access
from parvis.core.house import house
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound
from parvis.people.choices import ConsentManner, Field, HouseholdRole, Purpose
from parvis.people.entries import ConsentTerms
from parvis.people.errors import ConsentNeedsGuardian
from parvis.people.models import Consent, HouseholdMember, Person
from parvis.people.queries.members import current
from parvis.people.rules import Problems, surely_under
from parvis.people.wording import is_known

# Purposes that name who receives, and of these what a roster may hold: who comes and how to tell her, nothing of her life.
OUTSIDE = frozenset({Purpose.REFERRAL, Purpose.PARTICIPATION})
OF_PARTICIPANTS = frozenset({Field.IDENTITY, Field.CONTACT, Field.LANGUAGE})


def checked_terms(person: Person, terms: ConsentTerms, *, by: Actor) -> Consent:
    """A consent of these terms, not saved. Raises `Invalid` by field, `NotFound` for a recipient there is none of."""
    problems = Problems()
    fields = [str(field) for field in Field.values if field in set(terms.fields)]  # in the order of the list
    if len(fields) < len(set(terms.fields)):
        problems.add("fields", "not_a_choice")
    problems.choice("purpose", terms.purpose, Purpose.values)
    if terms.purpose in OUTSIDE:
        if terms.recipient_id is None:
            problems.add("recipient", "missing")
        if not fields:
            problems.add("fields", "missing")
    if terms.purpose == Purpose.PARTICIPATION and not OF_PARTICIPANTS.issuperset(fields):
        problems.add("fields", "not_for_this")
    spoken_of = terms.purpose if terms.purpose in Purpose.values else ""
    if not is_known("consent", terms.text_version, purpose=spoken_of):
        problems.add("text_version", "unknown")
    row = Consent(
        controller_id=person.controller_id,
        person=person,
        purpose=terms.purpose,
        recipient_id=terms.recipient_id,
        fields=fields,
        text_version=terms.text_version,
        language=problems.language("language", terms.language),
        manner=problems.choice("manner", terms.manner, _manners(by)),
        interpreter=problems.text("interpreter", terms.interpreter, limit=120),
        guardian_id=terms.guardian_id,
    )
    problems.check()
    if terms.recipient_id is not None:
        access.organisation_by_id(terms.recipient_id)
    return row


def _manners(by: Actor) -> list[str]:
    """From her own page she says it there and nowhere else; the desk certifies how she said it."""
    if by.kind is ActorKind.PERSON:
        return [ConsentManner.OWN_PAGE]
    return [manner for manner in ConsentManner.values if manner != ConsentManner.OWN_PAGE]


def check_capacity(person: Person, terms: ConsentTerms, *, at: datetime) -> None:
    """Somebody surely under the age of consent needs an adult of her own household; unknown is never a child."""
    today = house().day(at)
    if terms.guardian_id is None:
        if surely_under(person.birth_precision, person.birth, today, house().age_of_consent):
            raise ConsentNeedsGuardian
        return
    homes = current(HouseholdMember.objects.filter(person=person), today).values("household")
    adults = current(HouseholdMember.objects.filter(household__in=homes), today).filter(
        role__in=[HouseholdRole.ADULT, HouseholdRole.PARTNER]
    )
    guardian = adults.filter(person_id=terms.guardian_id).select_related("person").first()
    if guardian is None or guardian.person_id == person.pk:
        raise NotFound
    if surely_under(guardian.person.birth_precision, guardian.person.birth, today, house().adulthood):
        raise ConsentNeedsGuardian
