"""How the room erases and exports a person. What upper rooms keep goes before: see `core.retention`."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Model

from parvis.access import actions as access
from parvis.core import graves
from parvis.core.retention import Keeper, erase_person
from parvis.kernel.actor import Actor
from parvis.people.models import Consent, Household, HouseholdMember, Part, Person


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


def export(person_id: int) -> dict[str, object]:
    """All the room keeps about a person, as plain values; of her household the roles only, of her card the dates."""
    person = Person.objects.select_related("account").filter(pk=person_id).first()
    if person is None:
        return {}
    homes = person.memberships.order_by("id")
    cards = person.cards.order_by("id")
    return {
        **_plain(person, "language", "speaks", "interpreter", "gender", "birth_precision", "birth", "stage"),
        **_plain(person, "quarter", "pronunciation", "registered_at"),
        "names": [_plain(row, "text", "language", "kind") for row in person.names.order_by("position", "id")],
        "contacts": [_plain(row, "kind", "value", "safety", "note") for row in person.contacts.order_by("id")],
        "notices": [
            _plain(row, "version", "language", "manner", "interpreter", "given_at") for row in person.notices.all()
        ],
        "household": [_plain(row, "role", "starts_on", "ends_on") for row in homes],
        "origins": [_plain(row, "source", "source_id", "brought_at") for row in person.origins.order_by("id")],
        "parts": [_part(row) for row in person.parts.select_related("organisation").order_by("starts_on", "id")],
        "cards": [_plain(row, "issued_at", "revoked_at") for row in cards],
        "account": person.account.username if person.account else "",
        "invitations": [
            _plain(row, "issued_at", "expires_at", "ended_at") for row in person.invitations.order_by("id")
        ],
        "consents": [
            _consent(row) for row in person.consents.select_related("recipient").order_by("explained_at", "id")
        ],
    }


KEEPER = Keeper(room="people", erase=erase, export=export)


def _part(row: Part) -> dict[str, object]:
    told = _plain(row, "part", "starts_on", "ends_on", "vetting", "vetting_paper", "vetting_until")
    return {**told, "organisation": row.organisation.name if row.organisation else ""}


def _consent(row: Consent) -> dict[str, object]:
    told = _plain(row, "purpose", "fields", "text_version", "language", "manner", "interpreter", "state")
    dates = _plain(row, "explained_at", "given_at", "expires_at", "ended_at")
    return {**told, **dates, "recipient": row.recipient.name if row.recipient else ""}


def _plain(row: Model, *names: str) -> dict[str, object]:
    """Values as text, number, list or nothing."""
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
