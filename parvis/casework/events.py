"""What this room tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralMoved:
    """A referral changed its state."""

    referral_id: int
    frm: str
    to: str
    at: datetime
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """The case ended: the retention clock starts."""

    case_id: int
    person_id: int
    at: datetime
    actor: Actor
