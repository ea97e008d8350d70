"""The card at the door, before the PIN; see `own` for what it opens."""

from __future__ import annotations

from dataclasses import dataclass

from parvis.core.rows import one
from parvis.core.tokens import digest
from parvis.people.models import Card

CARD = "card"  # the purpose of the token's keyed hash


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEntry:
    """Enough to ask for a PIN in the right language; nothing of whose card it is."""

    card_id: int
    language: str
    locked: bool


def card_entry(token: str) -> CardEntry:
    """The card of a QR. `NotFound` for a wrong, torn or revoked one alike."""
    cards = Card.objects.filter(revoked_at__isnull=True).select_related("person")
    row = one(cards, token_digest=digest(token, purpose=CARD))
    return CardEntry(card_id=row.pk, language=row.person.language, locked=row.tries_left == 0)
