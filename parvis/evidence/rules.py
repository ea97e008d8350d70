"""What a referral counts as, in a figure. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Count:
    """A part of a whole, and how many could not be counted, by why."""

    numerator: int
    denominator: int
    left_out: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a figure needs of one referral."""

    state: str
    due_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None
    outcome: str


def in_time(fact: Fact, at: datetime) -> bool | str:
    """True: a yes or a no came within the limit. False: later, or the limit passed in silence. Else why it is left out."""
    if fact.answered_at is not None:
        return fact.answered_at <= fact.due_at
    if fact.closed_at is not None and fact.closed_at < fact.due_at:
        return "ended_before_limit"
    return False if fact.due_at <= at else "still_in_time"


def given(fact: Fact) -> bool | str:
    """True: the service was given. False: it ended otherwise, also in a refusal or in silence. Else why it is left out."""
    if fact.state == "done":
        return fact.outcome == "given"
    return "still_running" if fact.closed_at is None else False


def count(verdicts: list[bool | str]) -> Count:
    """Add up."""
    counted = [verdict for verdict in verdicts if isinstance(verdict, bool)]
    left_out: dict[str, int] = {}
    for verdict in verdicts:
        if isinstance(verdict, str):
            left_out[verdict] = left_out.get(verdict, 0) + 1
    return Count(numerator=sum(counted), denominator=len(counted), left_out=left_out)
