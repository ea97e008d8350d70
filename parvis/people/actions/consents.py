"""Yes, no, and no longer. What ends a consent is announced in the same transaction, so that what stood on it closes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from parvis.core import transitions
from parvis.core.actions import action, bump, locked
from parvis.core.events import announce
from parvis.core.house import house
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import Invalid
from parvis.people import events
from parvis.people.actions.terms import check_capacity, checked_terms
from parvis.people.choices import ConsentState, Purpose
from parvis.people.entries import ConsentTerms
from parvis.people.errors import OnlyAtTheDesk
from parvis.people.models import Consent, Person
from parvis.people.permissions import PersonPolicy, consents_visible_to, persons_visible_to
from parvis.people.rules import CONSENT, covers, state_at

REPLACED = "replaced"
# What she may say yes to by herself, on her own page: she alone decides who knows her where she takes part.
BY_HERSELF = frozenset({Purpose.PARTICIPATION})


@action
def explain_consent(*, person_id: int, terms: ConsentTerms, by: Actor, at: datetime) -> Consent:
    """The text was explained; she may think about it."""
    return _explained(_person(by, person_id, terms), terms, by=by, at=at)


@action
def give_consent(
    *,
    person_id: int,
    terms: ConsentTerms,
    by: Actor,
    at: datetime,
    expires_at: datetime | None = None,
    explained: UUID | str | None = None,
) -> Consent:
    """She says yes: to an explanation recorded before (`explained`, a consent's public id), or to one given now.

    An older consent for the same purpose and recipient gives way. Raises `ConsentNeedsGuardian` for somebody surely
    under the age of consent, `Invalid` for terms or an end that can't be.
    """
    person = _person(by, person_id, terms)
    check_capacity(person, terms, at=at)
    until = _end(expires_at, at=at)
    row = _open(person, terms, explained, by=by, at=at)
    older = _make_room(row, by=by, at=at)
    transitions.move(row, ConsentState.GIVEN, machine=CONSENT, by=by, at=at)
    row.given_at, row.expires_at = at, until
    bump(row)
    row.save()
    for other in older:
        _tell_replaced(other, row, by=by, at=at)
    return row


@action
def refuse_consent(
    *, person_id: int, terms: ConsentTerms, by: Actor, at: datetime, explained: UUID | str | None = None
) -> Consent:
    """She says no. Nothing else changes for her; an earlier yes to less stays until she takes it back.

    A no to what she had said yes to before (`explained`) takes that yes back, with all that stood on it.
    """
    row = _open(_person(by, person_id, terms), terms, explained, by=by, at=at)
    was_given = row.state == ConsentState.GIVEN
    _end_it(row, ConsentState.REFUSED, by=by, at=at)
    if was_given:
        announce(events.ConsentWithdrawn(**_ended(row, by=by, at=at)))
    return row


@action
def withdraw_consent(*, consent_public_id: UUID | str, by: Actor, at: datetime, why: str = "") -> Consent:
    """She takes it back: the person herself her own, or the desk for her. No reason is asked."""
    row = locked(consents_visible_to(by), public_id=consent_public_id)
    _say_if_over(row, by=by, at=at)
    _end_it(row, ConsentState.WITHDRAWN, by=by, at=at, why=why)
    announce(events.ConsentWithdrawn(**_ended(row, by=by, at=at)))
    return row


@action
def expire_consents(*, by: Actor, at: datetime) -> int:
    """Write down what is over already when read: the nightly run. Returns how many."""
    over = consents_visible_to(by).filter(state=ConsentState.GIVEN, expires_at__lte=at)
    ids = list(over.order_by("id").values_list("pk", flat=True))
    for pk in ids:
        _say_if_over(locked(Consent.objects.all(), pk=pk), by=by, at=at)
    return len(ids)


def _person(by: Actor, person_id: int, terms: ConsentTerms) -> Person:
    """Locked: two workers who give her consents at once come one after the other.

    From her own page she answers for herself only, and no adult can be named there for a child.
    """
    if by.kind is ActorKind.PERSON:
        if terms.purpose not in BY_HERSELF or terms.guardian_id is not None:
            raise OnlyAtTheDesk
    else:
        PersonPolicy.check_staff(by)
    return locked(persons_visible_to(by), pk=person_id)


def _explained(person: Person, terms: ConsentTerms, *, by: Actor, at: datetime) -> Consent:
    row = checked_terms(person, terms, by=by)
    row.explained_at, row.recorded_by_id = at, by.account_id
    row.save()
    transitions.record_transition(CONSENT.name, row.pk, frm="", to=ConsentState.EXPLAINED, by=by, at=at)
    return row


def _open(person: Person, terms: ConsentTerms, explained: UUID | str | None, *, by: Actor, at: datetime) -> Consent:
    """The consent to answer: explained before, with the very same terms, or now."""
    if explained is None:
        return _explained(person, terms, by=by, at=at)
    row = locked(Consent.objects.filter(person=person), public_id=explained)
    said = checked_terms(person, terms, by=by)
    if (row.purpose, row.recipient_id, row.fields) != (said.purpose, said.recipient_id, said.fields):
        raise Invalid({"fields": "not_what_was_explained"})
    return row


def _make_room(row: Consent, *, by: Actor, at: datetime) -> list[Consent]:
    """End the older consents of the same purpose and recipient; gives those that were live."""
    older = Consent.objects.filter(
        person_id=row.person_id, purpose=row.purpose, recipient_id=row.recipient_id, state=ConsentState.GIVEN
    ).exclude(pk=row.pk)
    replaced = []
    for other in older.order_by("id"):
        if not _say_if_over(other, by=by, at=at):
            _end_it(other, ConsentState.WITHDRAWN, by=by, at=at, why=REPLACED)
            replaced.append(other)
    return replaced


def _tell_replaced(old: Consent, new: Consent, *, by: Actor, at: datetime) -> None:
    if covers(new.fields, old.fields):
        announce(
            events.ConsentReplaced(consent_id=old.pk, by_consent_id=new.pk, person_id=new.person_id, at=at, actor=by)
        )
    else:
        announce(events.ConsentWithdrawn(**_ended(old, by=by, at=at)))


def _say_if_over(row: Consent, *, by: Actor, at: datetime) -> bool:
    """Write down that it has expired, where it has."""
    if row.state == state_at(row.state, row.expires_at, at):
        return False
    _end_it(row, ConsentState.EXPIRED, by=by, at=at)
    announce(events.ConsentExpired(**_ended(row, by=by, at=at)))
    return True


def _end_it(row: Consent, state: str, *, by: Actor, at: datetime, why: str = "") -> None:
    transitions.move(row, state, machine=CONSENT, by=by, at=at, why=why)
    row.ended_at = at
    bump(row)
    row.save(update_fields=["state", "ended_at", "version"])


def _ended(row: Consent, *, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "consent_id": row.pk,
        "person_id": row.person_id,
        "recipient_id": row.recipient_id,
        "purpose": row.purpose,
        "at": at,
        "actor": by,
    }


def _end(expires_at: datetime | None, *, at: datetime) -> datetime:
    """The end said, else the usual one; a consent without an end is none."""
    longest = at + timedelta(days=2 * 366)
    until = expires_at or at + timedelta(days=house().consent_days)
    if until <= at:
        raise Invalid({"expires_at": "past"})
    if until > longest:
        raise Invalid({"expires_at": "too_far"})
    return until
