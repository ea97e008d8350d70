"""What waits for a person in her own space: one thing, in which part, by when. Who knows of such things adds a source.

A source is a function of `Seen` that gives `Todo`s; it stands in `SOURCES` of `home.py`, and its template beside the others in
`templates/newcomer/next/`. One thing alone is shown first for each side, the others in their lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from parvis.casework.queries import Path
from parvis.engagement.queries import (
    Accompanied,
    AgreementLine,
    AppointmentView,
    Asking,
    EngagementView,
    OutcomeView,
)
from parvis.kernel.actor import Actor
from parvis.people.queries import PartView

# In which part something waits: the two sides of her page.
NEWCOMER, HOST = "newcomer", "host"
# What is asked of her: a word, to be somewhere, or to do something.
ANSWER, COME, DO = "answer", "come", "do"
SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What has been read for the page, once, for all sources."""

    actor: Actor
    at: datetime
    language: str  # the one the desk speaks with her
    path: Path
    parts: Sequence[PartView]
    engagements: Sequence[EngagementView]
    owed: Sequence[AgreementLine]  # agreements that wait for her name
    question: OutcomeView | None  # how it went since, asked now
    asking: Sequence[Asking]  # who asks for her time
    accompanied: Sequence[Accompanied]  # who learns beside her

    @property
    def hosts(self) -> list[PartView]:
        """The parts of a host in which she stands now."""
        return [part for part in self.parts if part.is_host and part.runs]

    @property
    def is_newcomer(self) -> bool:
        """Whether she stands here as a newcomer, or has a file whatever she stands as."""
        return any(part.runs and not part.is_host for part in self.parts) or bool(self.path.people or self.path.steps)

    @property
    def sides(self) -> list[str]:
        """Newcomer first; somebody who stands in nothing any more sees the page of a newcomer, which is never empty."""
        found = [side for side, stands in ((NEWCOMER, self.is_newcomer), (HOST, bool(self.hosts))) if stands]
        return found or [NEWCOMER]

    @property
    def host_side(self) -> str:
        """Where what she does as a host stands: also for who does so no more, and has something left to say of it."""
        return HOST if HOST in self.sides else self.sides[0]

    def side_of(self, one: EngagementView | AppointmentView) -> str:
        """What she takes up says in which part. Of other appointments, those of a file are the newcomer's."""
        part = one.part if isinstance(one, EngagementView) else self._part_of(one)
        return part if part in self.sides else self.sides[0]

    def _part_of(self, one: AppointmentView) -> str:
        taken = (row.part for row in self.engagements if row.offer_public_id == one.offer_public_id)
        return next(taken, NEWCOMER if one.case_ref is not None else HOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing. `facts` are for its template alone; `subject` says what it is about, so that no list shows it again."""

    side: str
    kind: str
    by: datetime | date | None
    template: str
    facts: Any
    subject: object = None

    def order(self, at: datetime) -> tuple[int, bool, datetime]:
        """To be somewhere within a day, then a word that is asked, then the rest by its day; what has no day comes last."""
        day = self.by or at + timedelta(days=3650)
        moment = day if isinstance(day, datetime) else timezone.make_aware(datetime.combine(day, time.max))
        if self.kind == COME and moment <= at + SOON:
            return 0, False, moment
        return (1 if self.kind == ANSWER else 2), self.by is None, moment
