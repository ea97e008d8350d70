"""What the evidence floor counts: one row a referral, nothing of the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parvis.casework.models import Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFact:
    """When it was sent, until when an answer was due, when a yes or no came, how it stands."""

    urgency: str
    state: str
    sent_at: datetime
    due_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    outcome: str


def answered_facts(controller_id: int, since: datetime, until: datetime) -> list[ReferralFact]:
    """Referrals of a controller sent in [since, until). For the evidence floor, which guards what leaves it."""
    rows = Referral.objects.filter(controller_id=controller_id, sent_at__gte=since, sent_at__lt=until).values_list(
        "urgency", "state", "sent_at", "due_at", "answered_at", "closed_at", "outcome"
    )
    return [
        ReferralFact(
            urgency=urgency,
            state=state,
            sent_at=sent_at,
            due_at=due_at,
            answered_at=answered_at,
            closed_at=closed_at,
            outcome=outcome,
        )
        for urgency, state, sent_at, due_at, answered_at, closed_at, outcome in rows.order_by("sent_at", "id")
        if sent_at is not None and due_at is not None  # a constraint of the table says so
    ]
