"""What this room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementMoved:
    """An engagement changed its state. `case_ref` and `step_ref` are ids of rooms above."""

    engagement_id: int
    person_id: int
    case_ref: int | None
    step_ref: int | None
    frm: str
    to: str
    at: datetime
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCannotCome:
    """The person said that she can't come to an appointment."""

    session_id: int
    person_id: int
    case_ref: int | None
    at: datetime
    actor: Actor
