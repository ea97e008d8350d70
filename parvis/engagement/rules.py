"""Pure decisions of the room: the machines of design section 2, who holds a place, who may follow on the waiting list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from parvis.kernel.states import Machine

# Both ends of "requested ↔ waitlisted" lead to an offer.
ENGAGEMENT = Machine.of(
    "engagement",
    {
        "interested": ["requested"],
        "requested": ["waitlisted", "offered"],
        "waitlisted": ["requested", "offered"],
        "offered": ["accepted"],
        "accepted": ["active"],
        "active": ["completed"],
    },
    exits=["withdrawn", "ended", "no_longer_possible"],
    closed=["completed"],
)
SESSION = Machine.of("session", {"planned": ["held"]}, exits=["moved", "cancelled"], closed=["held"])
ATTENDANCE = Machine.of(
    "attendance",
    {"expected": ["present", "late", "absent", "excused", "not_served"]},
    closed=["present", "late", "absent", "excused", "not_served"],
)
SUPPORT = Machine.of(
    "support",
    {"asked": ["confirmed"], "confirmed": ["came", "no_show"]},
    exits=["not_available", "cancelled"],
    closed=["came", "no_show"],
)

# Who holds a place: an offer counts while it waits for its answer, so that no place is sold twice.
HOLDING = frozenset({"offered", "accepted", "active"})
WAITING = frozenset({"requested", "waitlisted"})
OPEN = HOLDING | WAITING | {"interested"}
OFFER_HOURS = 72


@dataclass(frozen=True, slots=True)
class Claim:
    """Who holds places, or asks for them: in which part, sent by whom, how many."""

    part: str
    sender_id: int | None = None
    size: int = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """Places kept for a part, or for whom an organisation sends."""

    places: int
    part: str = ""
    sender_id: int | None = None

    def is_for(self, claim: Claim) -> bool:
        """Whether the claim may take a place from among these."""
        return claim.part == self.part if self.part else claim.sender_id == self.sender_id


def offer_until(at: datetime, hours: int = OFFER_HOURS) -> datetime:
    """Until when a place is kept for somebody it was offered to."""
    return at + timedelta(hours=hours)


def holds_place(state: str, offer_expires_at: datetime | None, at: datetime) -> bool:
    """Whether an engagement takes a place now; an offer that ran out takes none, whether or not the timer has said so."""
    if state == "offered":
        return offer_expires_at is None or offer_expires_at > at
    return state in HOLDING


def places_left(capacity: int | None, holding: int) -> int | None:
    """None: as many as come."""
    return None if capacity is None else max(0, capacity - holding)


def places_for(claim: Claim, capacity: int | None, held: Sequence[Claim], kept: Iterable[Kept] = ()) -> int | None:
    """How many places are free for this claim: what is left, less what is kept for others and not yet taken by them.

    None: as many as come. What others take beyond the places kept for them, they take from the common ones.
    """
    if capacity is None:
        return None
    left = capacity - sum(one.size for one in held)
    for quota in kept:
        if not quota.is_for(claim):
            left -= max(0, quota.places - sum(one.size for one in held if quota.is_for(one)))
    return max(0, left)


def fits(claim: Claim, free: int | None) -> bool:
    """Whether all of them get in: a household is never split."""
    return free is None or claim.size <= free


def attendance_rate(states: Iterable[str]) -> tuple[int, int]:
    """(came, counted): present and late over held sessions; excused and not served count neither way."""
    counted = [state for state in states if state in {"present", "late", "absent"}]
    return sum(state != "absent" for state in counted), len(counted)
