"""A private calendar as an iCalendar object (RFC 5545): one neutral title for every entry, nothing else that tells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from parvis.engagement.queries import FeedEvent

PRODUCT = "-//Parvis//Calendar//EN"


def write(events: Iterable[FeedEvent], *, title: str, name: str, at: datetime) -> bytes:
    """UTF-8 with folded lines; `title` is the one for every entry, `name` the calendar's own."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in events:
        calendar.add_component(_event(one, title, at))
    return bytes(calendar.to_ical())


def _event(one: FeedEvent, title: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@parvis")
    event.add("sequence", one.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", one.ends_at.astimezone(UTC))
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    return event
