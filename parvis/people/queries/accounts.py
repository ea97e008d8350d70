"""By what a person's own page opens, for the desk that gives the keys; and the link of an invitation, at the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from parvis.access import queries as access
from parvis.core.rows import one
from parvis.core.tokens import digest
from parvis.kernel.actor import Actor
from parvis.people.models import Card, Invitation
from parvis.people.permissions import persons_visible_to

INVITATION = "invitation"  # the purpose of the token's keyed hash


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationEntry:
    """Enough to show the page of the link in the right language; nothing of whose it is but the sign-in name on the paper."""

    username: str
    language: str
    has_account: bool
    is_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """By what a person can open her own page: a card, an account, a link still to be used."""

    card_since: datetime | None
    card_locked: bool
    username: str
    works: bool
    invited_until: datetime | None


def invitation_entry(token: str, at: datetime) -> InvitationEntry:
    """The invitation of a link. `NotFound` for one that was never printed."""
    row = one(Invitation.objects.select_related("person__account"), token_digest=digest(token, purpose=INVITATION))
    account = row.person.account
    return InvitationEntry(
        username=account.username if account else row.username,
        language=row.person.language,
        has_account=account is not None,
        is_good=row.ended_at is None and row.expires_at > at,
    )


def keys_of(actor: Actor, person_id: int, at: datetime) -> Keys:
    """For the desk, which gives and takes them. One query, one more for an account; nothing secret is in it."""
    cards = Card.objects.filter(person=OuterRef("pk"), revoked_at__isnull=True).order_by("-issued_at")
    waiting = Invitation.objects.filter(person=OuterRef("pk"), ended_at__isnull=True, expires_at__gt=at)
    rows = persons_visible_to(actor).select_related("account")
    person: Any = one(
        rows.annotate(
            card_since=Subquery(cards.values("issued_at")[:1]),
            card_tries=Subquery(cards.values("tries_left")[:1]),
            invited_until=Subquery(waiting.order_by("-id").values("expires_at")[:1]),
        ),
        pk=person_id,
    )
    account = person.account if person.account and person.account.is_active else None
    return Keys(
        card_since=person.card_since,
        card_locked=person.card_tries == 0,
        username=account.username if account else "",
        works=account is not None and access.is_of_staff(account.pk),
        invited_until=person.invited_until,
    )
