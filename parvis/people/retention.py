"""How the room erases a person. What upper rooms keep goes before: see `core.retention`."""

from __future__ import annotations

from datetime import datetime

from parvis.access import actions as access
from parvis.core import graves
from parvis.core.retention import Keeper, erase_person
from parvis.kernel.actor import Actor
from parvis.people.models import Household, HouseholdMember, Person
from parvis.people.subject import SOURCES


def erase(person_id: int) -> None:
    """Everything about a person: names and their keys, contacts, notices, consents, parts, cards, invitations, memberships, the
    row itself, and the account of her own page unless it opens work rooms."""
    homes = list(HouseholdMember.objects.filter(person_id=person_id).values_list("household_id", flat=True))
    row = Person.objects.filter(pk=person_id).values_list("public_id", "account_id").first()
    public_id, account_id = row or (None, None)
    if public_id is not None:
        graves.note(Person._meta.label, public_id)
    Person.objects.filter(pk=person_id).delete()
    if account_id is not None:
        access.forget_account(account_id)
    Household.objects.filter(pk__in=homes, members__isnull=True).delete()


def bury(person_id: int, by: Actor, at: datetime) -> None:
    """She came back with an older backup: every room erases her again."""
    erase_person(person_id=person_id, by=by, at=at)


KEEPER = Keeper(room="people", erase=erase, sources=SOURCES)
