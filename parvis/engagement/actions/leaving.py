"""Ways out before the end, none of which blames anybody. A place that comes free goes to the next who waits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.rows import locked
from parvis.engagement.actions import places
from parvis.engagement.actions.moving import lock_offer, to
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.endings import PERSON, PROVIDER, checked
from parvis.engagement.models import Engagement
from parvis.engagement.permissions import engagements_visible_to, engagements_worked_by
from parvis.engagement.rules import HOLDING
from parvis.kernel.actor import Actor, ActorKind

OFFER_EXPIRED = "offer_expired"


@action
def decline_place(
    *, engagement_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime
) -> Engagement:
    """The person says no to the place kept for her."""
    row = locked(engagements_visible_to(by), public_id=engagement_public_id, version=version)
    return _leave(row, S.WITHDRAWN, by=by, at=at, why="declined_place")


@action
def withdraw(
    *, engagement_public_id: UUID | str, reason: str = "", version: int | None = None, by: Actor, at: datetime
) -> Engagement:
    """By the person, at any time, with or without a reason; or by staff who note her word, and write nothing of her health or
    family."""
    row = locked(engagements_visible_to(by), public_id=engagement_public_id, version=version)
    herself = by.kind is ActorKind.PERSON
    row.end_reason = checked(PERSON if herself or not reason else PROVIDER, reason)
    return _leave(row, S.WITHDRAWN, by=by, at=at, why=reason)


@action
def end(
    *, engagement_public_id: UUID | str, reason: str, version: int | None = None, by: Actor, at: datetime
) -> Engagement:
    """By who gives it, with a reason."""
    row = locked(engagements_worked_by(by), public_id=engagement_public_id, version=version)
    row.end_reason = checked(PROVIDER, reason)
    return _leave(row, S.ENDED, by=by, at=at, why=reason)


@action
def no_longer_possible(
    *, engagement_public_id: UUID | str, reason: str = "", version: int | None = None, by: Actor, at: datetime
) -> Engagement:
    """The course was filled elsewhere, the vacancy is gone, the place was not answered in time. No reason is needed."""
    row = locked(engagements_worked_by(by), public_id=engagement_public_id, version=version)
    if reason != OFFER_EXPIRED:
        row.end_reason = checked(PROVIDER, reason) if reason else ""
    return _leave(row, S.NO_LONGER, by=by, at=at, why=reason)


def _leave(row: Engagement, state: str, *, by: Actor, at: datetime, why: str) -> Engagement:
    offer = lock_offer(row)
    held = row.state in HOLDING
    to(row, state, by=by, at=at, why=why)
    if held:
        places.hand_on(offer, at=at)
    return row
