"""Where an offer or a session is, as far as anybody is told: a place that is kept secret is nowhere."""

from __future__ import annotations

from typing import Any


def told_place(row: Any) -> Any:
    """The place of a row that has a `location`; None where there is none, or none to be told."""
    place = row.location
    return place if place is not None and not place.confidential else None


def address_of(place: Any) -> str:
    """Street and town in one line; empty for no place."""
    return ", ".join(line for line in (place.address_1, place.city) if line) if place else ""
