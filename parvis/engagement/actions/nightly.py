"""What time does by itself: a place that was not answered for is free again. Also computed when read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from parvis.core.actions import action
from parvis.core.house import house
from parvis.engagement import publishing
from parvis.engagement.actions.agreement_ends import end_past_agreements
from parvis.engagement.actions.leaving import OFFER_EXPIRED, no_longer_possible
from parvis.engagement.choices import EngagementState
from parvis.engagement.permissions import engagements_worked_by
from parvis.kernel.actor import Actor


def nightly(*, at: datetime, by: Actor) -> Mapping[str, int]:
    """Counts by what was done."""
    return {
        "offers_expired": expire_offers(at=at, by=by),
        "agreements_ended": end_past_agreements(at=at, by=by),
        "offers_out_of_search": publishing.withdraw_ended(on=house().day(at)),
    }


@action
def expire_offers(*, at: datetime, by: Actor) -> int:
    """Places kept until a time that has passed; each goes to the next who waits."""
    over = engagements_worked_by(by).filter(state=EngagementState.OFFERED, offer_expires_at__lte=at)
    ids = list(over.values_list("public_id", flat=True))
    for public_id in ids:
        no_longer_possible(engagement_public_id=public_id, reason=OFFER_EXPIRED, by=by, at=at)
    return len(ids)
