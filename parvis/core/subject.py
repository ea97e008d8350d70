"""A person's own file: everything that is kept about her, made by walking the rooms' tables (principle 7; GDPR article 15).

A room says for each of its models how a row leads to a person, and which columns are not handed over, and why. Every other
column is in the file: whoever adds one need not think of it, and whoever adds a model is told by `tests/guards/test_own_file.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field, Model, Q
from django.db.models.constants import LOOKUP_SEP

from parvis.core.models import Versioned


class NotGiven(StrEnum):
    """Why a column is not in the file."""

    OPENS = "opens"  # what opens a door: a PIN, a token, or the digest of one
    STAFF = "staff"  # the name of a colleague; who read the file is told in the log of reads
    DERIVED = "derived"  # computed from other columns of the file, and erased with them
    OTHERS = "others"  # about somebody else
    OFFICER = "officer"  # told by the officer, who weighs what may be said of others or of a matter under way
    INSIDE = "inside"  # which row of another table it belongs to, where the file says so in words already


# Of every record: numbers of rows, and the controller, who stands at the head of the file.
_EVERYWHERE = frozenset({"id", "public_id", "controller"})

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of the file.

    `person` is the path of lookups from a row to the person; `named` gives for a relation the path of attributes that says it in
    words; `kept_back` are rows that the officer looks at before they are handed over; `also` adds or replaces what is not a
    column. A relation that stands in neither `named` nor `left_out` is an error when Parvis starts.
    """

    model: type[Model]
    person: str
    named: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, NotGiven] = field(default_factory=dict)
    only: Q = field(default_factory=Q)
    kept_back: Q | None = None
    also: Callable[[Any], Row] | None = None
    beside: tuple[str, ...] = ()  # what `also` reads of each row, fetched for all at once

    def __post_init__(self) -> None:
        columns = {one.name: one for one in self.model._meta.concrete_fields}
        unknown = {*self.named, *self.left_out} - columns.keys()
        silent = {one.name for one in self.columns() if one.is_relation and one.name not in self.named}
        if unknown or silent:
            msg = f"{self.model._meta.label}: no such column {sorted(unknown)}, no words for the relation {sorted(silent)}"
            raise ImproperlyConfigured(msg)

    @property
    def code(self) -> str:
        """`casework.note`: what the pages have a title for."""
        return self.model._meta.label_lower

    def columns(self) -> list[Field[Any, Any]]:
        """Those in the file, in the order of the table."""
        apart = _EVERYWHERE | self.left_out.keys() | ({"version"} if issubclass(self.model, Versioned) else set())
        return [one for one in self.model._meta.concrete_fields if one.name not in apart]

    def rows(self, person_id: int, *, whole: bool) -> list[Row]:
        """Of one person, the oldest first; with what is kept back if `whole`."""
        apart = Q() if whole or self.kept_back is None else ~self.kept_back
        related = (f"{name}.{path}".rpartition(".")[0].replace(".", LOOKUP_SEP) for name, path in self.named.items())
        found = self._of(person_id).filter(apart).select_related(*related)
        return [self._told(row) for row in found.order_by("pk").prefetch_related(*self.beside)]

    def count_kept_back(self, person_id: int) -> int:
        """How many rows the officer looks at first."""
        return self._of(person_id).filter(self.kept_back).count() if self.kept_back is not None else 0

    def _of(self, person_id: int) -> Any:
        # A person may be reached twice, as two parties of one agreement: `distinct` would compare sealed columns.
        ids = self.model._base_manager.filter(self.only, **{self.person: person_id}).values("pk")
        return self.model._base_manager.filter(pk__in=ids)

    def _told(self, row: Model) -> Row:
        told = {one.name: self._value(row, one.name) for one in self.columns()}
        return told | (self.also(row) if self.also else {})

    def _value(self, row: Model, name: str) -> object:
        value: object = getattr(row, name)
        for step in self.named[name].split(".") if name in self.named else ():
            value = getattr(value, step, None)
        return value


@dataclass(frozen=True, slots=True)
class Part:
    """What one table says about the person. `kept_back`: how many rows more the officer hands over."""

    code: str
    rows: list[Row]
    kept_back: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What no sheet of the room can say: it lies in a room below that knows no persons (who read, her account). `covers` are the
    models behind it."""

    code: str
    rows: Callable[[int], list[Row]]
    covers: tuple[type[Model], ...] = ()


Source = Sheet | Told


def parts(sources: Iterable[Source], person_id: int, *, whole: bool) -> Iterator[Part]:
    """Every table that says something about her, in the order of the rooms."""
    for one in sources:
        rows = one.rows(person_id) if isinstance(one, Told) else one.rows(person_id, whole=whole)
        back = 0 if whole or isinstance(one, Told) else one.count_kept_back(person_id)
        if rows or back:
            yield Part(one.code, rows, back)


def plain(value: object) -> Any:
    """As JSON has it: days and moments in ISO 8601, all else text, number, list, mapping or nothing."""
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
