"""A record into columns and a remainder, and back, so that nothing a source says is lost.

`plain` (in `incoming`) makes JSON of a record; `record` reads it back by the types of the dataclass.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from parvis.directory import incoming

Record = TypeVar("Record")


def record(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """The record that `plain` was made of; what `data` does not have keeps its default."""
    hints = _hints(typing.cast("Hashable", kind))
    return kind(**{name: _value(hints[name], item) for name, item in data.items() if name in hints})


def remainder(item: object, *, without: Iterable[str]) -> dict[str, Any]:
    """The fields of a record that no column holds, as JSON."""
    left = incoming.plain(item)
    for name in without:
        left.pop(name, None)
    return left


def clip(item: object, name: str, limit: int, kept: dict[str, Any]) -> str:
    """A text cut to its column; the whole of a longer one is kept, and wins when the record is given back."""
    text = str(getattr(item, name)).replace("\x00", "")
    if len(text) > limit:
        kept[name] = text
    return text[:limit]


@functools.cache
def _hints(kind: Hashable) -> dict[str, Any]:
    hints = typing.get_type_hints(kind, vars(incoming))
    return {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]


def _value(hint: Any, item: Any) -> Any:
    origin = typing.get_origin(hint)
    if item is None or hint is object:
        return item
    if origin in (types.UnionType, typing.Union):
        return _value(next(arg for arg in typing.get_args(hint) if arg is not type(None)), item)
    if origin is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, one) for one in item)
    if isinstance(hint, type) and is_dataclass(hint):
        return record(hint, item)
    if hint in (date, time, datetime):
        return hint.fromisoformat(item)
    return item
