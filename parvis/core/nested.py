"""Rows of another table carried inside one row, as JSON: a page about one person asks the database once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    Field,
    Func,
    JSONField,
    Model,
    QuerySet,
    Subquery,
    UUIDField,
)

Row = TypeVar("Row", bound=Model)


class _Item(Func):
    """One row as a JSON array, in both stores."""

    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="json_array", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="jsonb_build_array", **extra)


class Nested(Subquery):
    """A list of lists: the named columns of each row, in the order of the rows, as they stand in the database.

    Sealed columns stay sealed; `core.fields.open_value` opens them. Ids are text in either spelling, truth may be 0 or 1.
    """

    output_field = JSONField()

    def __init__(self, rows: QuerySet[Any, Model] | QuerySet[Any], *columns: Any, **extra: Any) -> None:
        super().__init__(rows.annotate(item=_Item(*columns)).values("item") if columns else rows, **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(SELECT json_group_array(json(item)) FROM (%(subquery)s))"
        return self._or_none("json_array()", compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "(SELECT coalesce(jsonb_agg(item), '[]'::jsonb) FROM (%(subquery)s) AS nested)"
        return self._or_none("'[]'::jsonb", compiler, connection, template=template, **extra)

    def _or_none(self, nothing: str, *args: Any, **extra: Any) -> Any:
        """A scope that is nobody's is an empty list like any other."""
        try:
            return self.as_sql(*args, **extra)
        except EmptyResultSet:
            return nothing, ()


def columns_of(model: type[Model]) -> tuple[str, ...]:
    """Every column of a table, for a `Nested` that `rows_in` makes rows of again."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def rows_in(model: type[Row], items: Iterable[list[Any]], *more: str) -> list[Row]:
    """The rows of a `Nested` of `columns_of(model)`, as a query of their own would give them: a sealed text opens when it is read.

    `more` names what was asked for behind the columns; it stands on the rows under these names, as it came.
    """
    columns, read = columns_of(model), _readers(model)
    rows = []
    for item in items:
        row = model.from_db(None, columns, [one(value) for one, value in zip(read, item, strict=False)])
        for name, value in zip(more, item[len(columns) :], strict=True):
            setattr(row, name, value)
        rows.append(row)
    return rows


@cache
def _readers(model: type[Model]) -> tuple[Callable[[Any], Any], ...]:
    return tuple(_reader(field) for field in model._meta.concrete_fields)


def _reader(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """From how either store writes a column into JSON to what the model holds. Dates, instants, ids, truth, JSON, text, whole numbers."""
    if isinstance(field, DateTimeField):
        return moment
    if isinstance(field, DateField):
        return day
    if isinstance(field, UUIDField):
        return lambda value: UUID(value) if value else None
    if isinstance(field, BooleanField):
        return lambda value: None if value is None else bool(value)
    if isinstance(field, JSONField):
        return unpacked
    opened = getattr(field, "from_db_value", None)
    return (lambda value: opened(value, None, None)) if opened else lambda value: value


def unpacked(value: Any) -> Any:
    """A JSON column inside the JSON of a row: SQLite hands it over as it stands in the table, as text."""
    return json.loads(value) if isinstance(value, str) else value


def day(value: str | None) -> date | None:
    """A day as either store writes it into JSON."""
    return date.fromisoformat(value) if value else None


def moment(value: str | None) -> datetime | None:
    """An instant as either store writes it into JSON. SQLite keeps UTC without saying so."""
    if not value:
        return None
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
