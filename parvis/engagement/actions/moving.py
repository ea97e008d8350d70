"""The one place where an engagement changes its state, with what follows from it in the same transaction."""

from __future__ import annotations

from datetime import datetime

from parvis.core.events import announce
from parvis.core.rows import bump, locked
from parvis.core.transitions import move
from parvis.engagement.actions import expecting
from parvis.engagement.choices import EngagementState as S
from parvis.engagement.events import EngagementMoved
from parvis.engagement.models import Engagement, Offer
from parvis.engagement.rules import ENGAGEMENT
from parvis.kernel.actor import Actor

ENDED = {S.WITHDRAWN, S.ENDED, S.NO_LONGER}


def lock_offer(row: Engagement) -> Offer:
    """The offer, locked: places are counted and given by one at a time."""
    return locked(Offer.objects.all(), pk=row.offer_id)


def to(row: Engagement, state: str, *, by: Actor, at: datetime, why: str = "") -> Engagement:
    """Into this state, or `Refused`. Who has a place is expected at the sessions to come; who left is not."""
    frm = row.state
    move(row, state, machine=ENGAGEMENT, by=by, at=at, why=why)
    bump(row)
    row.save()
    if state == S.ACCEPTED:
        expecting.expect(row, by=by, at=at)
    elif state in ENDED:
        expecting.expect_no_more(row, by=by, at=at)
    announce(
        EngagementMoved(
            engagement_id=row.pk,
            person_id=row.person_id,
            case_ref=row.case_ref,
            step_ref=row.step_ref,
            frm=frm,
            to=state,
            at=at,
            actor=by,
        )
    )
    return row
