"""How a person is reached from above: a safe address for a neutral message, the household she speaks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from parvis.people.choices import ContactKind, Safety
from parvis.people.models import ContactPoint, HouseholdMember, Person
from parvis.people.queries.members import current

CHANNELS = {ContactKind.PHONE: "sms", ContactKind.EMAIL: "email"}


@dataclass(frozen=True, slots=True)
class SafeAddress:
    """Where a neutral message may go, and in which language."""

    channel: str
    to: str
    language: str


def safe_addresses(person_ids: Iterable[int]) -> dict[int, SafeAddress]:
    """By person: the first safe contact that a message can be sent to; who has none is absent. One query.

    For neutral messages alone: the caller says nothing of the person in them, and shows the address to nobody.
    """
    rows = ContactPoint.objects.filter(
        person_id__in=list(person_ids), kind__in=CHANNELS, safety__in=[Safety.YES, Safety.NEUTRAL_ONLY]
    ).select_related("person")
    found: dict[int, SafeAddress] = {}
    for row in rows.order_by("id"):
        found.setdefault(row.person_id, SafeAddress(CHANNELS[ContactKind(row.kind)], row.value, _language(row.person)))
    return found


def household_of(person_id: int, on: date) -> tuple[int, int] | None:
    """(household id, number of members) of the household a person lives in on a day; None when we know of none."""
    home = current(HouseholdMember.objects.filter(person_id=person_id), on).order_by("-starts_on", "-id").first()
    if home is None:
        return None
    members = current(HouseholdMember.objects.filter(household_id=home.household_id), on)
    return home.household_id, members.values("person_id").distinct().count()


def _language(person: Person) -> str:
    return person.language if person.language != "und" else settings.LANGUAGE_CODE
