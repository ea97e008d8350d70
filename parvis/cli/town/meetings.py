"""What became of the sessions of offers: held with those who came, moved, cancelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from parvis.cli.town.content import files, read
from parvis.cli.town.run import CAME, Meeting, Run
from parvis.cli.town.stage import Stage
from parvis.cli.town.story import Deed
from parvis.engagement import actions as engagement
from parvis.kernel.actor import Actor

BEFORE = timedelta(days=2)


def giver(stage: Stage, run: Run) -> Actor:
    """Who gives an offer: the person whose own time it is, or somebody of the organisation."""
    host = run.row.get("host")
    return stage.person(host, controller=stage.registers[host]) if host else stage.receiver(run.row["organisation"])


def deeds(stage: Stage) -> Iterator[Deed]:
    """Told by the data files what was moved or cancelled; whatever else is past was held."""
    moved = {_which(stage, one): timedelta(days=one["by_days"]) for one in _told("moved")}
    cancelled = {_which(stage, one) for one in _told("cancelled")}
    for run in stage.runs.values():
        for meeting in run.meetings:
            ends = meeting.ends_at
            if meeting.public_id in cancelled:
                yield _before(stage, meeting), lambda run=run, meeting=meeting: _cancel(stage, run, meeting)
                continue
            if later := moved.get(meeting.public_id):
                ends += later
                yield (
                    _before(stage, meeting),
                    lambda run=run, meeting=meeting, later=later: _move(stage, run, meeting, later),
                )
            if ends < stage.now - timedelta(hours=1):
                yield ends, lambda run=run, meeting=meeting: _held(stage, run, meeting)


def _told(what: str) -> list[dict[str, Any]]:
    return [row for name in files("history") for row in read(name).get(what, ())]


def _which(stage: Stage, told: Mapping[str, Any]) -> UUID:
    return stage.runs[told["offer"]].meeting(told["meeting"], stage.now).public_id


def _before(stage: Stage, meeting: Meeting) -> datetime:
    return min(meeting.starts_at - BEFORE, stage.ago(hours=5))


def _held(stage: Stage, run: Run, meeting: Meeting) -> None:
    by, at = giver(stage, run), meeting.ends_at
    told = {person: CAME[letter] for person, letter in meeting.coming.items() if letter in CAME}
    if set(told.values()) <= {"excused"}:
        engagement.hold(session_public_id=meeting.public_id, by=by, at=at)
    for person, state in told.items():
        engagement.attend(session_public_id=meeting.public_id, person_id=person, state=state, by=by, at=at)


def _move(stage: Stage, run: Run, meeting: Meeting, later: timedelta) -> None:
    at = _before(stage, meeting)
    meeting.starts_at += later
    meeting.ends_at += later
    new = engagement.move_session(
        session_public_id=meeting.public_id,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        by=giver(stage, run),
        at=at,
    )
    meeting.public_id = new.public_id


def _cancel(stage: Stage, run: Run, meeting: Meeting) -> None:
    engagement.cancel_session(session_public_id=meeting.public_id, by=giver(stage, run), at=_before(stage, meeting))
    meeting.coming.clear()
