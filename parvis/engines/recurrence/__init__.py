"""Days and hours that come again: a rule, a wall clock, holidays and breaks give instants."""

from parvis.engines.recurrence.pattern import Occurrence, Pattern, Row, Skipped, occurrences, weekly

__all__ = ["Occurrence", "Pattern", "Row", "Skipped", "occurrences", "weekly"]
