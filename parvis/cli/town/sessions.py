"""Appointments and engagements of a demo case, in every state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from parvis.cli.town.content import read, said
from parvis.cli.town.story import Deed, Story
from parvis.cli.town.taking import Taking
from parvis.engagement import actions as engagement
from parvis.engagement import queries as engagement_queries
from parvis.engagement.actions.appointments import Appointment


def deeds(story: Story) -> Iterator[Deed]:
    """What was booked and taken up."""
    for row in story.row.get("appointments") or ():
        yield from AppointmentStory(story, row).deeds()
    for row in story.row.get("engagements") or ():
        yield from Taking(
            story.stage,
            story.stage.runs[row["offer"]],
            {**row, "who": story.row["person"]},
            asker=lambda: story.by,
            since=story.opened,
            case=lambda: story.case_id,
            step=lambda row=row: story.steps[row["meets"]] if "meets" in row else None,
        ).deeds()


class AppointmentStory:
    """One appointment: booked, then held, moved or cancelled."""

    def __init__(self, story: Story, row: Mapping[str, Any]) -> None:
        self.story, self.row = story, row
        self.starts = _moment(story.stage.now, row)
        self.session: Any = None

    def deeds(self) -> Iterator[Deed]:
        """In the order of time."""
        booked = max(
            self.story.opened + timedelta(hours=1), min(self.story.stage.ago(hours=20), self.starts - timedelta(days=6))
        )
        yield booked, lambda: self._book(booked)
        told = self.starts + (timedelta(hours=1) if self.row["state"] == "held" else -timedelta(days=1))
        happened = max(min(told, self.story.stage.ago(hours=1)), booked + timedelta(minutes=5))
        if self.row["state"] != "planned":
            yield happened, lambda: self._happen(happened)

    def _book(self, at: datetime) -> None:
        row, story = self.row, self.story
        language = story.stage.languages[story.row["person"]]
        bring = row.get("bring") or {}
        self.session = engagement.book_appointment(
            person_id=story.stage.persons[story.row["person"]],
            appointment=Appointment(
                starts_at=self.starts,
                ends_at=self.starts + timedelta(minutes=row["minutes"]),
                subject=row["purpose"].get(language) or said(row["purpose"]),
                bring=bring.get(language) or said(bring),
                location_id=story.stage.locations.get(row["place"]),
                host_id=story.stage.accounts[story.row["lead"]],
                interpreter_language=row["interpreter"] or "",
            ),
            case_ref=story.case_id,
            by=story.by,
            at=at,
        )
        if row["interpreter"]:
            self._confirm_interpreter(at)

    def _confirm_interpreter(self, at: datetime) -> None:
        by = self.story.by
        visit = engagement_queries.session_page(by, self.session.public_id, at)
        for support in engagement_queries.supports_of(by, [visit.attendance_id])[visit.attendance_id]:
            engagement.confirm_support(support_public_id=support.public_id, by=by, at=at)

    def _happen(self, at: datetime) -> None:
        row, story, session = self.row, self.story, self.session.public_id
        if row["state"] == "held":
            engagement.hold(session_public_id=session, by=story.by, at=at)
            if row["attendance"]:
                engagement.attend(
                    session_public_id=session,
                    person_id=story.stage.persons[story.row["person"]],
                    state=row["attendance"],
                    by=story.by,
                    at=at,
                )
        elif row["state"] == "moved":
            later = self.starts + timedelta(days=7)
            engagement.move_session(
                session_public_id=session,
                starts_at=later,
                ends_at=later + timedelta(minutes=row["minutes"]),
                by=story.by,
                at=at,
            )
        elif row["state"] == "cancelled":
            engagement.cancel_session(
                session_public_id=session, by_whom=row.get("cancelled_by", "organisation"), by=story.by, at=at
            )


def _moment(now: datetime, row: Mapping[str, Any]) -> datetime:
    moment = now + timedelta(hours=row["in_hours"])
    if not row.get("at"):
        return moment.replace(minute=0, second=0, microsecond=0)
    hour, minute = (int(part) for part in row["at"].split(":"))
    local = moment.astimezone(ZoneInfo(read("town")["timezone"]))
    return local.replace(hour=hour, minute=minute, second=0, microsecond=0)
