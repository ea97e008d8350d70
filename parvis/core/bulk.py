"""Many rows of an index at once: what is derived from elsewhere, by the hundred thousand, without an object for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert_index_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Into an index's own table (`is_index`): plain values, in the order of the columns. What is no index goes through its model."""
    if not getattr(model, "is_index", False):
        raise TypeError(model.__name__)
    names = ", ".join(f'"{name}"' for name in columns)
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', list(rows))
