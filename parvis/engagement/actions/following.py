"""What follows when an engagement moves: its questions are planned, its agreement ends with it. In the same transaction."""

from __future__ import annotations

from parvis.engagement.actions.agreement_steps import finish, voided
from parvis.engagement.actions.outcomes import plan_outcome_checks
from parvis.engagement.agreement_choices import CountedFrom, VoidReason
from parvis.engagement.agreement_rules import HOLDS, OPEN
from parvis.engagement.endings import RAN_OUT
from parvis.engagement.events import EngagementMoved
from parvis.engagement.kinds import ChecksFrom, kind_of
from parvis.engagement.models import Agreement, Engagement
from parvis.engagement.rules import ENGAGEMENT


def follow(event: EngagementMoved) -> None:
    """Called for every move."""
    row = Engagement.objects.select_related("offer").get(pk=event.engagement_id)
    if event.to == "active":
        _plan(row, ChecksFrom.START, event)
    if event.to in ENGAGEMENT.closed:
        # Of what never began there is no outcome to ask for.
        if event.frm == "active":
            _plan(row, ChecksFrom.END, event)
        _end_agreement(row, event)


def _plan(row: Engagement, counted_from: ChecksFrom, event: EngagementMoved) -> None:
    kind = kind_of(row.offer.kind)
    if kind.checks and kind.checks_from is counted_from:
        plan_outcome_checks(
            engagement_id=row.pk,
            months=kind.checks,
            counted_from=CountedFrom(counted_from.value),
            by=event.actor,
            at=event.at,
        )


def _end_agreement(row: Engagement, event: EngagementMoved) -> None:
    """In force, it ends as what it belonged to did; before that it comes to nothing."""
    for agreement in Agreement.objects.select_for_update(of=("self",)).filter(engagement=row, state__in=OPEN):
        if agreement.state in HOLDS:
            reason = RAN_OUT if event.to == "completed" else row.end_reason
            finish(agreement, reason, by=event.actor, at=event.at)
        else:
            voided(agreement, VoidReason.ENGAGEMENT_OVER, by=event.actor, at=event.at)
