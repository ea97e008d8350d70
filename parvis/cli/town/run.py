"""An offer while its story is played: its meetings, and who is to come to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from parvis.engagement.kinds import Kind

# How somebody came, a letter a meeting: the data files tell it so. `x`: nobody has told yet.
SOON = timedelta(hours=1)
CAME = {"p": "present", "l": "late", "a": "absent", "e": "excused", "n": "not_served"}


@dataclass
class Meeting:
    """One session; `coming` has a letter of `CAME` for each person's row id."""

    public_id: UUID
    starts_at: datetime
    ends_at: datetime
    coming: dict[int, str] = field(default_factory=dict)


@dataclass
class Run:
    """An offer of the data files: the row, what it has become in the store, its meetings in the order of time."""

    row: Mapping[str, Any]
    public_id: str
    kind: Kind
    starts: datetime | None
    ends: datetime | None
    meetings: list[Meeting] = field(default_factory=list)

    def first_after(self, at: datetime) -> Meeting | None:
        """The next meeting."""
        return next((one for one in self.meetings if one.starts_at > at), None)

    def meeting(self, rank: int, now: datetime) -> Meeting:
        """-1 the last one that is over, -2 the one before; 1 the next to come. `ValueError` where there is none."""
        over = [one for one in self.meetings if one.ends_at < now - SOON]
        coming = [one for one in self.meetings if one.starts_at > now + SOON]
        found = over[rank:] if rank < 0 and len(over) >= -rank else coming[rank - 1 :] if rank > 0 else []
        if not found:
            raise ValueError(f"{self.row['id']} has no meeting {rank}")
        return found[0]

    def expect(self, person_id: int, came: str, at: datetime, only: Meeting | None = None) -> None:
        """From now on she comes, to all meetings or to the one she chose, as the letters say: the last one stays."""
        coming = [one for one in self.meetings if one.starts_at > at and only in (None, one)]
        for number, meeting in enumerate(coming):
            meeting.coming[person_id] = came[min(number, len(came) - 1)]

    def leave(self, person_id: int, at: datetime) -> None:
        """From now on she does not."""
        for meeting in self.meetings:
            if meeting.starts_at > at:
                meeting.coming.pop(person_id, None)
