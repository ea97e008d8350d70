"""A consent ended: what hangs on it ends in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from parvis.casework.actions import crossing
from parvis.casework.choices import ReferralState
from parvis.casework.models import Referral, Share
from parvis.casework.rules import LIVE, RUNNING
from parvis.core.audit import acting
from parvis.kernel.actor import Actor
from parvis.people.events import ConsentExpired, ConsentReplaced, ConsentWithdrawn


def on_withdrawn(event: ConsentWithdrawn) -> None:
    """Its referrals are withdrawn, their shares closed, their receivers told that there is news."""
    _end(event.consent_id, ReferralState.WITHDRAWN, why="consent_withdrawn", by=event.actor, at=event.at)


def on_expired(event: ConsentExpired) -> None:
    """The same with `expired`."""
    _end(event.consent_id, ReferralState.EXPIRED, why="consent_expired", by=event.actor, at=event.at)


def _end(consent_id: int, to: str, *, why: str, by: Actor, at: datetime) -> None:
    with acting(by):
        for row in _standing_on(consent_id):
            crossing.end(row, to, why=why, by=by, at=at, tell=True)


def on_replaced(event: ConsentReplaced) -> None:
    """A newer consent covers all that the older did: what stood on it stands on the newer one."""
    with acting(event.actor):
        for row in _standing_on(event.consent_id):
            row.consent_id = event.by_consent_id
            if row.state in RUNNING and row.consent:
                row.expires_at = row.consent.expires_at
            row.save(update_fields=["consent", "expires_at"])
            Share.objects.filter(referral=row).update(consent_id=event.by_consent_id)


def _standing_on(consent_id: int) -> QuerySet[Referral]:
    """Locked in the order in which everybody locks several."""
    rows = Referral.objects.filter(consent_id=consent_id, state__in=LIVE).order_by("pk")
    return rows.select_for_update(of=("self",), no_key=True)
