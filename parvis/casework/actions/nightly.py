"""What time does by itself. Everything here is also computed when read: the timer only makes it durable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from parvis.casework.actions import crossing
from parvis.casework.choices import ReferralState
from parvis.casework.models import Referral
from parvis.casework.permissions import referrals_worked_by
from parvis.casework.rules import LIVE, REFERRAL
from parvis.core.actions import action
from parvis.core.transitions import record_transition
from parvis.kernel.actor import Actor


def nightly(*, at: datetime, by: Actor) -> Mapping[str, int]:
    """Silence first, then expiries; counts by what was done."""
    return {"silence": raise_silence(at=at, by=by), "expired": expire_referrals(at=at, by=by)}


@action
def raise_silence(*, at: datetime, by: Actor) -> int:
    """Flag what is still `sent` past its limit. The state stays: silence is never success, and never an answer."""
    silent = referrals_worked_by(by).filter(state=ReferralState.SENT, due_at__lte=at, no_feedback_at__isnull=True)
    rows = list(silent.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for row in rows:
        record_transition(REFERRAL.name, row.pk, frm=row.state, to=row.state, by=by, at=at, why="no_feedback")
    Referral.objects.filter(pk__in=[row.pk for row in rows]).update(no_feedback_at=at)
    return len(rows)


@action
def expire_referrals(*, at: datetime, by: Actor) -> int:
    """What nobody answered in the life of its link, or whose consent has ended, is over."""
    over = referrals_worked_by(by).filter(state__in=LIVE, expires_at__lte=at)
    rows = list(over.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for row in rows:
        crossing.end(row, ReferralState.EXPIRED, why="expired", by=by, at=at, tell=True)
    return len(rows)
