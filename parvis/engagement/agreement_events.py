"""What agreements and outcomes tell the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementMoved:
    """An agreement changed its state. `person_id` is the participant's; `case_ref` an id of a room above."""

    agreement_id: int
    engagement_id: int
    person_id: int
    case_ref: int | None
    frm: str
    to: str
    at: datetime
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTold:
    """A question about the outcome has its answer."""

    check_id: int
    engagement_id: int
    person_id: int
    case_ref: int | None
    answer: str
    at: datetime
    actor: Actor
