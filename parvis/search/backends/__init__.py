"""What a store has to offer; everything else (planning, scoring, facets) is shared and plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from parvis.search.backends import postgres, sqlite
from parvis.search.backends.hits import Hits
from parvis.search.rowids import Runs

__all__ = ["Backend", "backend", "install"]


class Backend(Protocol):
    """The full-text half of the index. Documents reach it with the table's rows: the store itself keeps it in step."""

    def hits(self, words: Sequence[str], runs: Runs) -> Hits:
        """For each word the row ids that have it, in the title or elsewhere, within the runs; one statement."""

    def vocabulary(self) -> Mapping[str, int]:
        """Every word of the index, with the number of rows that have it."""


def backend() -> Backend:
    """The one of the store in use."""
    return postgres.Postgres() if connection.vendor == "postgresql" else sqlite.Sqlite()


def install(using: BaseDatabaseWrapper) -> None:
    """Make the full-text index of the store, if the tables stand and it does not. Idempotent."""
    if "search_document" not in using.introspection.table_names():
        return
    (postgres if using.vendor == "postgresql" else sqlite).install(using)
