"""Pure decisions on outcomes: when a question is asked, what its silence means, how answers are counted.

Outcomes are asked at 1, 3 and 6 months (domain research, A4); silence past the window is unknown, never yes and never no.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WINDOW_DAYS = 30
# The question that each kind of offer asks.
QUESTIONS = {
    "vacancy": "in_work",
    "apprenticeship": "in_work",
    "internship": "in_work",
    "course": "uses_it",
    "self_study": "uses_it",
    "staff_training": "uses_it",
    "mentoring": "goes_on",
    "volunteering": "goes_on",
    "event": "goes_on",
    "reception": "at_home",
}


def question_for(kind: str) -> str:
    """The code of the question for a kind of offer."""
    return QUESTIONS.get(kind, "helped")


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last day of a shorter month (31 January and one month: 28 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def closes_on(due_on: date, window_days: int = WINDOW_DAYS) -> date:
    """The last day on which the question takes an answer."""
    return due_on + timedelta(days=window_days)


def standing(answer: str, due_on: date, closes: date, today: date) -> str:
    """`planned`, `open`, `answered` or `unknown`."""
    if answer:
        return "answered"
    if today < due_on:
        return "planned"
    return "open" if today <= closes else "unknown"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said what. `unknown` were asked and kept silent, `waiting` may still answer."""

    yes: int = 0
    no: int = 0
    partly: int = 0
    not_said: int = 0
    unknown: int = 0
    waiting: int = 0

    @property
    def told(self) -> int:
        """Those who answered the question itself: what a share of yes is a share of."""
        return self.yes + self.no + self.partly


def tally(checks: Iterable[tuple[str, str]]) -> Tally:
    """Count (answer, standing) pairs; a question not asked yet is not counted at all."""
    counts = dict.fromkeys(("yes", "no", "partly", "not_said", "unknown", "waiting"), 0)
    for answer, stands in checks:
        if stands == "answered":
            counts[answer] += 1
        elif stands != "planned":
            counts["unknown" if stands == "unknown" else "waiting"] += 1
    return Tally(**counts)


TALK_BEFORE, TALK_AFTER = timedelta(days=3), timedelta(days=7)


def talk_on(starts_on: date | None, ends_on: date | None, today: date) -> date | None:
    """The day on which one more month is up, from some days before it to a week after: then tutor and learner talk it over."""
    if starts_on is None:
        return None
    gone = (today.year - starts_on.year) * 12 + today.month - starts_on.month
    for months in range(max(1, gone - 1), gone + 2):
        day = months_after(starts_on, months)
        if day - TALK_BEFORE <= today <= day + TALK_AFTER and (ends_on is None or day <= ends_on):
            return day
    return None
