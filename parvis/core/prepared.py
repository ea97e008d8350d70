"""A query that is built once and asked many times.

Building the SQL of a wide query costs Django more time than the database needs to answer it. A `Prepared` calls `build`
once for each shape of its arguments, with marked values in their place, keeps the SQL, and afterwards only fills in the
real values. Rows come out as the queryset would give them: dicts, tuples, or models with their related rows.

What `build` decides on (a role, a flag) must stand in `variant`; what only fills a place stands in the named values, and
`build` sees a mark in its stead: it may filter by it, and decide nothing on it.
Values may be None, whole numbers, text, public ids, days, instants, or a list of numbers; a day or an instant may be moved by less
than a year inside `build`. `prefetch_related` and filters on a small integer's column are not supported.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary, WeakSet

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

from parvis.core.making import maker_of
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound

Row = TypeVar("Row")

Value = None | int | str | UUID | date | datetime | Sequence[int]
MOST_SHAPES = 200
SIZES = (1, 4, 8, 16, 32, 64, 128, 256)
_FIRST_YEAR, _STEP = 3000, 10
_NUMBER, _NUMBERS_EACH = (
    2_046_000_000,
    1_000,
)  # within 32 bits: a filter beyond its column's range is nobody's to Django
_YEAR = timedelta(days=366)
_IDS = ("account_id", "person_id", "link_id", "organisation_id", "controller_id")


@dataclass(frozen=True)
class _Place:
    """A place of the SQL that a named value fills: the whole value, one of its items, or the value moved by a span."""

    name: str
    item: int | None = None
    moved: timedelta = timedelta()

    def fill(self, values: Mapping[str, Any]) -> Any:
        value = values[self.name]
        if self.item is not None:
            return value[self.item]
        return value + self.moved if self.moved else value


@dataclass(frozen=True)
class _Shape:
    sql: str
    params: tuple[Any, ...]
    rows: QuerySet[Any]
    compiler: SQLCompiler
    make: Callable[[Sequence[Any]], Any] | None  # of a row of columns; None: as the queryset does it
    converters: WeakKeyDictionary[Any, Any] = field(default_factory=WeakKeyDictionary)  # of the columns, by connection


_all: WeakSet[Prepared] = WeakSet()


def forget_shapes() -> None:
    """Build everything anew: for who changes what a scope is made of while the house is open."""
    for prepared in _all:
        prepared._shapes.clear()  # noqa: SLF001 - its own module


class Prepared:
    """`build(values)` gives the queryset; `rows(...)` asks it."""

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self._build = build
        _all.add(self)
        self._shapes: dict[Hashable, _Shape | None] = {}

    def rows(self, *variant: Hashable, **values: Value) -> list[Any]:
        """Ask with these values. `variant` is given to `build` as it is, before the marked values."""
        filled = self._filled(variant, values)
        return _asked(*filled) if filled else []

    def count(self, *variant: Hashable, **values: Value) -> int:
        """How many rows there would be, counted by the store."""
        filled = self._filled(variant, values)
        return _counted(*filled) if filled else 0

    def _filled(
        self, variant: tuple[Hashable, ...], values: Mapping[str, Value]
    ) -> tuple[_Shape, list[Any], str] | None:
        """The statement with its parameters, and the database; None where no row can come out."""
        given = {name: _padded(value) for name, value in values.items()}
        using = "default"
        connection = connections[using]
        key = (connection.vendor, variant, tuple((name, _kind(value)) for name, value in given.items()))
        if key not in self._shapes:
            if len(self._shapes) >= MOST_SHAPES:
                self._shapes.clear()
            self._shapes[key] = self._prepare(variant, given, using)
        shape = self._shapes[key]
        if shape is None:
            return None
        params = [_adapted(one.fill(given), connection) if isinstance(one, _Place) else one for one in shape.params]
        return shape, params, using

    def _prepare(self, variant: tuple[Hashable, ...], given: Mapping[str, Any], using: str) -> _Shape | None:
        marks = {name: _mark(value, number) for number, (name, value) in enumerate(given.items())}
        rows = self._build(*variant, **marks)
        compiler = rows.query.get_compiler(using)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # the scope is nobody's: no row can come out, whatever the values
            return None
        return _Shape(sql, tuple(_place(one, marks) for one in params), rows, compiler, _maker(rows, compiler, using))


class PreparedFor(Prepared):
    """The same for a query that begins with the actor: `build(actor, *variant, **values)`.

    Who asks is a value like any other; as what she asks (her kind and roles) makes the shape.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        def for_actor(kind: ActorKind, roles: frozenset[str], *variant: Hashable, **values: Any) -> QuerySet[Any]:
            ids = {name: values.pop(name) for name in _IDS}
            return build(Actor(kind=kind, roles=roles, **ids), *variant, **values)

        super().__init__(for_actor)

    def rows(self, actor: Actor, *variant: Hashable, **values: Value) -> list[Any]:  # type: ignore[override]
        """Ask for this actor with these values."""
        ids = {name: getattr(actor, name) for name in _IDS}
        return super().rows(actor.kind, actor.roles, *variant, **ids, **values)

    def count(self, actor: Actor, *variant: Hashable, **values: Value) -> int:  # type: ignore[override]
        """How many rows there would be for this actor, counted by the store."""
        ids = {name: getattr(actor, name) for name in _IDS}
        return super().count(actor.kind, actor.roles, *variant, **ids, **values)


def known_id(public_id: UUID | str) -> UUID:
    """A public id as one, or `NotFound` for what is none: a torn link, a typed one."""
    try:
        return public_id if isinstance(public_id, UUID) else UUID(str(public_id))
    except ValueError:
        raise NotFound from None


def the_one(rows: Sequence[Row]) -> Row:
    """The one row of an answer, or `NotFound`."""
    if len(rows) != 1:
        raise NotFound
    return rows[0]


class _Filled:
    """Stands for a queryset's query: gives a compiler that has its rows already."""

    def __init__(self, shape: _Shape, fetched: list[Any]) -> None:
        self._shape, self._fetched = shape, fetched

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shape.rows.query, name)

    def get_compiler(self, using: str | None = None, connection: Any = None, **_: Any) -> SQLCompiler:
        compiler = copy.copy(self._shape.compiler)
        compiler.connection = connections[using or "default"]
        compiler.execute_sql = lambda *_, **__: [self._fetched]  # type: ignore[method-assign, assignment, return-value]
        compiler.get_converters = lambda expressions: {}  # type: ignore[method-assign]
        return compiler


def _asked(shape: _Shape, params: list[Any], using: str) -> list[Any]:
    fetched = _fetched(shape, params, using)
    if shape.make:
        return [shape.make(row) for row in fetched]
    built: Any = shape.rows
    rows: Any = QuerySet(model=built.model, query=_Filled(shape, fetched), using=using)  # type: ignore[arg-type]
    rows._fields = built._fields
    return list(built._iterable_class(rows))  # noqa: SLF001 - how the queryset itself would make its rows


def _counted(shape: _Shape, params: list[Any], using: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({shape.sql}) AS counted", params)
        return int(cursor.fetchone()[0])


def _fetched(shape: _Shape, params: list[Any], using: str) -> list[Any]:
    """The columns of each row, as Python's values."""
    compiler, connection = shape.compiler, connections[using]
    with connection.cursor() as cursor:
        cursor.execute(shape.sql, params)
        rows = cursor.fetchall()
    if compiler.has_extra_select:
        rows = [row[: compiler.col_count] for row in rows]
    converters = shape.converters.get(connection)
    if converters is None:
        expressions = [one[0] for one in compiler.select[: compiler.col_count]]
        converters = shape.converters[connection] = _converters(compiler, connection, expressions)
    return [_converted(row, converters) for row in rows] if converters else rows


def _converters(
    compiler: SQLCompiler, connection: Any, expressions: list[Any]
) -> list[tuple[int, Callable[[Any], Any]]]:
    """How each column's value becomes Python's: found out once, for the same columns come every time."""
    asked = copy.copy(compiler)
    asked.connection = connection
    return [
        (place, _converter(convert, expression, connection))
        for place, (found, expression) in asked.get_converters(expressions).items()
        for convert in found
    ]


def _converter(convert: Callable[..., Any], expression: Any, connection: Any) -> Callable[[Any], Any]:
    if connection.vendor == "sqlite" and convert == connection.ops.convert_datetimefield_value:
        return _instant
    return partial(convert, expression=expression, connection=connection)


def _instant(value: datetime | str | None) -> datetime | None:
    """As Django's, without asking for each value which zone SQLite keeps: it keeps UTC. An expression comes as text."""
    if value is None:
        return None
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _converted(row: Sequence[Any], converters: list[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    columns = list(row)
    for place, convert in converters:
        columns[place] = convert(columns[place])
    return columns


def _maker(rows: QuerySet[Any], compiler: SQLCompiler, using: str) -> Callable[[Sequence[Any]], Any] | None:
    """How a row of columns becomes what the queryset gives: a mapping, or a model with the rows beside it."""
    if rows._iterable_class is ModelIterable and not rows._known_related_objects:  # type: ignore[attr-defined]  # noqa: SLF001 - Django's own
        return maker_of(compiler, using)
    return None


def _padded(value: Any) -> Any:
    """A list is brought to one of few lengths by saying its last item again: few shapes, the same answer."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return value
    length = next((size for size in SIZES if size >= len(value)), len(value))
    return (*value, *([value[-1]] * (length - len(value)))) if value else ()


def _kind(value: Any) -> Hashable:
    if isinstance(value, tuple):
        return ("numbers", len(value))
    return type(value).__name__


def _mark(value: Any, number: int) -> Any:
    year = _FIRST_YEAR + number * _STEP
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, tuple):
        return [_NUMBER + number * _NUMBERS_EACH + item for item in range(len(value))]
    if isinstance(value, int):
        return _NUMBER + number * _NUMBERS_EACH
    if isinstance(value, UUID):
        return UUID(int=_NUMBER + number)
    if isinstance(value, datetime):
        return datetime(year, 6, 1, tzinfo=UTC)
    if isinstance(value, date):
        return date(year, 6, 1)
    return f"\x02parvis mark {number}\x03"


def _place(param: Any, marks: Mapping[str, Any]) -> Any:
    """The place that a parameter of the built SQL marks, or the parameter itself where it is constant."""
    said = _moment(param)
    for name, mark in marks.items():
        if isinstance(mark, list):
            if param in mark:
                return _Place(name, item=mark.index(param))
        elif isinstance(mark, datetime):
            if isinstance(said, datetime) and abs(said - mark) < _YEAR:
                return _Place(name, moved=said - mark)
        elif isinstance(mark, date):
            day = said.date() if isinstance(said, datetime) else said
            if day is not None and abs(day - mark) < _YEAR:
                return _Place(name, moved=day - mark)
        elif isinstance(mark, UUID):
            if param in (mark, mark.hex, str(mark)):
                return _Place(name)
        elif mark is not None and not isinstance(mark, bool) and param == mark:
            return _Place(name)
    return param


def _moment(param: Any) -> date | datetime | None:
    if isinstance(param, str) and param[:1] == "3" and param[4:5] == "-":
        parsed = datetime.fromisoformat(param)
        return (parsed.replace(tzinfo=parsed.tzinfo or UTC)) if len(param) > 10 else parsed.date()
    if isinstance(param, datetime):
        return param if param.tzinfo else param.replace(tzinfo=UTC)
    return param if isinstance(param, date) else None


def _adapted(value: Any, connection: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
