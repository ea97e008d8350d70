"""Parts and their checks: which run on a day, which check counts, who may be with somebody under age.

Source of the guard: `research/domain.md` §3b (Mentor: no match unless the check is valid) and fixture 12 (told before the end,
suspended at the end).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from parvis.people.choices import PartKind, Vetting
from parvis.people.rules.birth import age_span

HOSTS = tuple(part for part in PartKind.values if part != PartKind.NEWCOMER)
# These meet people one to one, often children: a check is asked unless the desk knows that they never will.
CHECKED = frozenset({PartKind.MENTOR, PartKind.VOLUNTEER})
WARNED = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A part's check as it is stored, and its days."""

    starts_on: date
    ends_on: date | None
    vetting: str
    until: date | None


def part_state(starts_on: date, ends_on: date | None, on: date) -> str:
    """`coming`, `running` or `ended`; the day of the end no longer runs."""
    if ends_on is not None and ends_on <= on:
        return "ended"
    return "coming" if starts_on > on else "running"


def usual_vetting(part: str) -> str:
    """What a part begins with where nothing else is said."""
    return Vetting.ASKED if part in CHECKED else Vetting.NOT_NEEDED


def vetting_at(vetting: str, until: date | None, on: date) -> str:
    """The state that counts on a day: a check is good through its last day, whether or not anybody has looked since."""
    over = vetting == Vetting.VALID and (until is None or until < on)
    return Vetting.EXPIRED if over else vetting


def ends_soon(vetting: str, until: date | None, on: date) -> bool:
    """Whether a check that counts today ends within a month: time to ask for the next paper."""
    return vetting_at(vetting, until, on) == Vetting.VALID and until is not None and until <= on + WARNED


def is_checked(checks: Iterable[Check], on: date) -> bool:
    """Whether one of her parts runs on that day with a check that counts. *Not needed* is no check."""
    return any(
        part_state(one.starts_on, one.ends_on, on) == "running"
        and vetting_at(one.vetting, one.until, on) == Vetting.VALID
        for one in checks
    )


def surely_adult(precision: str, birth: str, on: date, adulthood: int) -> bool:
    """Whether she is of age in every reading of what we know. To protect a child, unknown is never of age."""
    span = age_span(precision, birth, on)
    return span is not None and span[0] >= adulthood
