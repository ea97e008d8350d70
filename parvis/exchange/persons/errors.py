from __future__ import annotations

from parvis.engines.intake.errors import SourceError


class NoPersons(SourceError):
    """A table without the columns `source_id` and `names`."""

    code = "persons.no_persons"
