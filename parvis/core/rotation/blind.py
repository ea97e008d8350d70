"""Blind indexes pass over too. A room says which of its columns are some, and which values a row's may stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from parvis.core.audit import acting
from parvis.core.fields import key_scope
from parvis.core.keys import COMMON, KeysMissing, ring
from parvis.core.rotation.sealed import CHUNK, Passed, nobody_holds
from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindColumn:
    """A column of blind indexes of a model, and the way from it to the controller whose keys made them.

    `values` gives, for a row, every (purpose, normalised value) whose index it may hold; it reads what is sealed, so rows come
    with `related` (joined) and `beside` (fetched for many at once). `written` is how an index stands in the column. An index that none of them explains is left as it is: it stands for nothing that is there any more.
    """

    model: str
    column: str
    purposes: frozenset[str]
    values: Callable[[Any], Iterable[tuple[str, str]]]
    related: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    controller: str = "controller_id"
    written: Callable[[str], str | int] = str

    @property
    def of(self) -> type[Model]:
        """The model itself."""
        return apps.get_model(self.model)


_columns: dict[tuple[str, str], BlindColumn] = {}


def register(column: BlindColumn) -> None:
    """A room registers in its `apps.py`; registering again replaces."""
    _columns[column.model, column.column] = column


def blind_columns() -> list[BlindColumn]:
    """All that are registered."""
    return list(_columns.values())


def pass_indexes(column: BlindColumn, scopes: frozenset[str], *, after: int, size: int, by: Actor) -> Passed:
    """The next rows of these controllers: an index that a former key made is made again, in one short transaction."""
    rows = list(_rows(column, scopes).filter(pk__gt=after).order_by("pk")[:size])
    done = Passed(after=rows[-1].pk if rows else None)
    changes = []
    for row in rows:
        try:
            new = _again(column, row)
        except (KeysMissing, ValueError):  # what it stands for does not open, or is not what it should be
            done.unreadable[_scope(column, row)] += 1
        else:
            changes += [(row, new)] if new is not None else []
    if changes:
        with acting(by):
            free = nobody_holds(column.of, [row.pk for row, _ in changes])
            done.skipped = len(changes) - len(free)
            for row, new in changes:
                if row.pk not in free:
                    continue
                same = column.of._base_manager.filter(pk=row.pk, **{column.column: _held(column, row)})
                done.rows[_scope(column, row)] += same.update(**{column.column: new})
    return done


def would_pass(column: BlindColumn, scope: str) -> int:
    """How many rows still hold an index of a former key."""
    rows = _rows(column, frozenset({scope})).iterator(chunk_size=CHUNK)
    return sum(_is_left(column, row) for row in rows)


def _is_left(column: BlindColumn, row: Model) -> bool:
    try:
        return _again(column, row) is not None
    except (KeysMissing, ValueError):
        return True


def _rows(column: BlindColumn, scopes: frozenset[str]) -> QuerySet[Any]:
    controllers = [int(scope[1:]) for scope in scopes if scope != COMMON]
    rows = column.of._base_manager.filter(**{f"{column.controller}__in": controllers})
    return rows.select_related(*column.related).prefetch_related(*column.beside)


def _scope(column: BlindColumn, row: Any) -> str:
    return key_scope(attrgetter(column.controller.replace("__", "."))(row))


def _held(column: BlindColumn, row: Model) -> str | int:
    held: str | int = getattr(row, column.column)
    return held


def _again(column: BlindColumn, row: Model) -> str | int | None:
    """The index under the key in force of what a former key's stands for; None where there is nothing to do."""
    keys, held = ring(_scope(column, row)), _held(column, row)
    values = list(column.values(row)) if keys.former else []
    for key_id in keys.former:
        for purpose, value in values:
            if column.written(keys.blind(value, purpose=purpose, key_id=key_id)) == held:
                return column.written(keys.blind(value, purpose=purpose))
    return None
