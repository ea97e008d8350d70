"""The card and its PIN: five wrong tries, then the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from parvis.core.actions import action, locked
from parvis.core.events import announce
from parvis.core.house import house
from parvis.core.tokens import digest, new_pin, new_token
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.people import events
from parvis.people.errors import CardLocked, PinWrong
from parvis.people.models import Card
from parvis.people.permissions import PersonPolicy, cards_visible_to, persons_visible_to
from parvis.people.queries.cards import CARD
from parvis.people.rules import ascii_digits, is_pin

THE_CARD = Actor.system("people.card")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCard:
    """The only moment at which token and PIN are readable: they are printed and forgotten."""

    card_id: int
    public_id: UUID
    token: str
    pin: str

    def __repr__(self) -> str:
        """Without the secrets, for logs and tracebacks."""
        return f"IssuedCard({self.card_id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What the door keeps in the session."""

    card_id: int
    epoch: int
    language: str


@action
def issue_card(*, person_id: int, by: Actor, at: datetime, pin: str | None = None) -> IssuedCard:
    """A new card; the earlier ones end at once, with their sessions and a private calendar. A PIN she chooses must not be the first one guesses."""
    PersonPolicy.check_staff(by)
    person = locked(persons_visible_to(by), pk=person_id)
    pin = _pin() if pin is None else ascii_digits(pin).replace(" ", "")
    if not is_pin(pin, house().pin_length):
        raise Invalid({"pin": "not_a_pin"})
    Card.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=at)
    token = new_token()
    card = Card.objects.create(
        controller_id=person.controller_id,
        person=person,
        token_digest=digest(token, purpose=CARD),
        pin_hash=make_password(_keyed(pin)),
        tries_left=house().pin_tries,
        issued_at=at,
        issued_by_id=by.account_id,
    )
    announce(events.KeysChanged(person_id=person.pk, at=at, actor=by))
    return IssuedCard(card_id=card.pk, public_id=card.public_id, token=token, pin=pin)


def open_with_pin(*, token: str, pin: str, at: datetime) -> Opened:
    """Open the person's own path. `NotFound` for a wrong token, `PinWrong` with the tries left, `CardLocked` after the last.

    Not one transaction with its refusal: a wrong try is counted although the answer is an error. Don't wrap it in another.
    """
    card, right = _try(token=token, pin=pin, by=THE_CARD, at=at)
    if right:
        return Opened(card_id=card.pk, epoch=card.epoch, language=card.person.language)
    if card.tries_left == 0:
        raise CardLocked
    raise PinWrong(card.tries_left)


@action
def end_sessions(*, card_id: int, by: Actor, at: datetime) -> None:
    """ "I am done": whatever is open with this card ends everywhere."""
    card = locked(cards_visible_to(by), pk=card_id)
    card.epoch += 1
    card.save(update_fields=["epoch"])


@action
def _try(*, token: str, pin: str, by: Actor, at: datetime) -> tuple[Card, bool]:
    standing = Card.objects.filter(revoked_at__isnull=True)
    card = locked(standing, token_digest=digest(token, purpose=CARD))
    if card.tries_left == 0:
        return card, False
    right = check_password(_keyed(ascii_digits(pin).replace(" ", "")), card.pin_hash)
    card.tries_left = house().pin_tries if right else card.tries_left - 1
    card.save(update_fields=["tries_left"])
    return card, right


def _keyed(pin: str) -> str:
    """What is hashed: a million PINs are soon tried on a stolen store, but not without its keys."""
    return digest(pin, purpose="card.pin")


def _pin() -> str:
    while not is_pin(pin := new_pin(house().pin_length), house().pin_length):
        pass
    return pin
