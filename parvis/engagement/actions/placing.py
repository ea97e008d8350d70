"""From a request to a place, and through it to its end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.rows import locked
from parvis.engagement import messages
from parvis.engagement.actions import places
from parvis.engagement.actions.agreement_steps import must_be_agreed
from parvis.engagement.actions.guarding import must_be_checked
from parvis.engagement.actions.moving import lock_offer, to
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.choices import OfferState
from parvis.engagement.errors import Full, OfferClosed, OfferExpired
from parvis.engagement.models import Engagement
from parvis.engagement.permissions import engagements_visible_to, engagements_worked_by
from parvis.engagement.rules import ENGAGEMENT, holds_place, offer_until
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Refused


@action
def waitlist(*, engagement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Engagement:
    """Put a request on the waiting list."""
    row = locked(engagements_worked_by(by), public_id=engagement_public_id, version=version)
    return to(row, S.WAITLISTED, by=by, at=at)


@action
def take_off_waitlist(
    *, engagement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime
) -> Engagement:
    """Back among the requests, for who gives to decide on; her turn, counted from her asking, is kept."""
    row = locked(engagements_worked_by(by), public_id=engagement_public_id, version=version)
    if row.state != S.WAITLISTED:
        raise Refused("states.not_allowed", machine=ENGAGEMENT.name, frm=row.state, to=S.REQUESTED)
    return to(row, S.REQUESTED, by=by, at=at)


@action
def offer_place(
    *,
    engagement_public_id: UUID | str,
    until: datetime | None = None,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Engagement:
    """Keep a place for the person until a time, and tell her there is news. Raises `Full` when none is left, `CheckMissing`
    where a child would meet somebody without a check."""
    row = locked(engagements_worked_by(by), public_id=engagement_public_id, version=version)
    offer = lock_offer(row)
    if offer.state != OfferState.OPEN:
        raise OfferClosed
    ENGAGEMENT.check(row.state, S.OFFERED)
    must_be_checked(row, offer, at)
    if not places.gets_in(row, offer, at):
        raise Full
    row.offer_expires_at = until or offer_until(at)
    to(row, S.OFFERED, by=by, at=at)
    messages.tell([row.person_id], at=at)
    return row


@action
def accept_place(
    *, engagement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime
) -> Engagement:
    """By the person, or by staff who note her word."""
    row = locked(engagements_visible_to(by), public_id=engagement_public_id, version=version)
    lock_offer(row)
    ENGAGEMENT.check(row.state, S.ACCEPTED)
    if not holds_place(row.state, row.offer_expires_at, at):
        raise OfferExpired
    row.offer_expires_at = None
    return to(row, S.ACCEPTED, by=by, at=at)


@action
def start(*, engagement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Engagement:
    """It has begun. What its kind wants signed is in force by then; a draft that waits for signatures is waited for, always."""
    row = locked(engagements_worked_by(by), public_id=engagement_public_id, version=version)
    ENGAGEMENT.check(row.state, S.ACTIVE)
    must_be_checked(row, row.offer, at)
    must_be_agreed(row, at=at)
    return to(row, S.ACTIVE, by=by, at=at)


@action
def complete(*, engagement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Engagement:
    """It ran to its end."""
    row = locked(engagements_worked_by(by), public_id=engagement_public_id, version=version)
    return to(row, S.COMPLETED, by=by, at=at)
