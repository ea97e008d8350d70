"""Calendars of RFC 5545, out."""

from parvis.exchange.icalendar.write import write

__all__ = ["write"]
