"""Models made straight from an answer's columns, with the rows beside them: what a queryset does for each row, decided once a query.

For `core.prepared` alone. A model comes out as `Model.from_db` would make it; one that has its own way of being made, or a
column whose value is not simply kept, is left to `from_db`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import getattr_static
from typing import Any

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute

from parvis.core.fields import SealedAttribute

Columns = Sequence[Any]


class Maker:
    """Makes one model of the columns from `start` to `end` of a row, then what stands beside it."""

    def __init__(self, info: Mapping[str, Any], select: Sequence[Any], using: str) -> None:
        picked = info["select_fields"]
        self._model: type[Model] = info["model"]
        self._start, self._end = picked[0], picked[-1] + 1
        self._names = [one[0].target.attname for one in select[self._start : self._end]]
        self._using = using
        self._plain = _is_plain(self._model, self._names)
        self._beside = [_Beside(one, select, using) for one in info.get("related_klass_infos", ())]

    def make(self, row: Columns) -> Model:
        """The model, and the rows beside it."""
        columns = row[self._start : self._end]
        if self._plain:
            made = self._model.__new__(self._model)
            state = ModelState()
            state.db, state.adding = self._using, False
            made.__dict__ = {"_state": state, **dict(zip(self._names, columns, strict=True))}
        else:
            made = self._model.from_db(self._using, self._names, columns)
        for beside in self._beside:
            beside.add(made, row)
        return made


class _Beside:
    """A row that `select_related` brought along: None where its key is."""

    def __init__(self, info: Mapping[str, Any], select: Sequence[Any], using: str) -> None:
        self._maker = Maker(info, select, using)
        key = info["model"]._meta.pk.attname
        self._key = info["select_fields"][0] + self._maker._names.index(key)  # noqa: SLF001 - its own module
        self._here: Callable[[Model, Model | None], None] = info["local_setter"]
        self._there: Callable[[Model, Model], None] = info["remote_setter"]

    def add(self, to: Model, row: Columns) -> None:
        if row[self._key] is None:
            self._here(to, None)
            return
        made = self._maker.make(row)
        self._here(to, made)
        self._there(made, to)


def maker_of(compiler: Any, using: str) -> Callable[[Columns], Model] | None:
    """For a built query of models; None where it goes over more than tables standing side by side."""
    if not _is_simple(compiler.klass_info):
        return None
    make, more = Maker(compiler.klass_info, compiler.select, using).make, tuple(compiler.annotation_col_map.items())

    def made(row: Columns) -> Model:
        model = make(row)
        for name, place in more:
            model.__dict__[name] = row[place]
        return model

    return made if more else make


def _is_simple(info: Mapping[str, Any]) -> bool:
    beside = info.get("related_klass_infos", ())
    return all(not one["from_parent"] and _is_simple(one) for one in beside)


def _is_plain(model: type[Model], names: Sequence[str]) -> bool:
    own_way = model.__init__ is not Model.__init__ or "from_db" in vars(model)
    return not own_way and all(_is_kept(getattr_static(model, name)) for name in names)


def _is_kept(column: Any) -> bool:
    """Whether setting the attribute of a fresh model does no more than keep the value."""
    return isinstance(column, (ForeignKeyDeferredAttribute, SealedAttribute)) or not hasattr(type(column), "__set__")
