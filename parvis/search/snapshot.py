"""The columns of the index in memory, as numpy arrays: what filters, facets and scores read. Loaded once an edition.

A row's number is its place among ascending row ids, so a set of ids is found by bisection, and a set of rows is a mask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import QuerySet

from parvis.core.days import is_public_holiday
from parvis.core.house import house
from parvis.core.prepared import Prepared
from parvis.engines.geo import EARTH_KM
from parvis.search.backends import backend
from parvis.search.models import Document, Edition

Mask = np.ndarray
_FIELDS = ("id", "kind", "object_id", "public_id", "visibility", "topics", "languages", "latitude", "longitude", "hours",
           "cost", "traits", "verified_on", "pinned")  # fmt: skip
_WEEK = 7 * 24 * 60


@dataclass
class Postings:
    """Row numbers by value."""

    rows: Mapping[str, np.ndarray] = field(default_factory=dict)

    def mask(self, value: str, size: int) -> Mask:
        found = np.zeros(size, dtype=bool)
        found[self.rows.get(value, np.empty(0, dtype=np.int64))] = True
        return found

    def counts(self, within: Mask) -> dict[str, int]:
        """How many rows of `within` have each value; values that none has are left out."""
        found = {value: int(within[rows].sum()) for value, rows in self.rows.items()}
        return {value: count for value, count in found.items() if count}


class Snapshot:
    """One edition of the index."""

    def __init__(self, number: int) -> None:
        self.number = number
        rows = list(Document.objects.order_by("id").values_list(*_FIELDS))
        columns = list(zip(*rows, strict=True)) or [()] * len(_FIELDS)
        self.size = len(rows)
        self.ids = np.array(columns[0], dtype=np.int64)
        self.object_ids: tuple[int, ...] = columns[2]
        self.public_ids: tuple[UUID, ...] = columns[3]
        self.kinds = _postings([kind] for kind in columns[1])
        self.kind_of: tuple[str, ...] = columns[1]
        self.visibility = _postings([token] for token in columns[4])
        self.topics = _postings(columns[5])
        self.languages = _postings(columns[6])
        self.lat = np.array([np.nan if lat is None else lat for lat in columns[7]], dtype=float)
        self.lon = np.array([np.nan if lon is None else lon for lon in columns[8]], dtype=float)
        self.costs = _postings([cost] for cost in columns[10])
        self.traits = _postings(columns[11])
        self.checked = np.array([0 if day is None else day.toordinal() for day in columns[12]], dtype=np.int64)
        self.pinned = np.array(columns[13], dtype=bool)
        self._hours = _hours(columns[9])

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Every word of the index and how many rows have it."""
        return backend().vocabulary()

    @cached_property
    def words_by_start(self) -> Mapping[str, list[str]]:
        """Words by first letter, marks of concepts left out: where to look for a mistyped one."""
        table: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if not (word.startswith("xq") and word.endswith("qx")):
                table[word[0]].append(word)
        return table

    def rows_of(self, ids: np.ndarray) -> Mask:
        """A mask of rows by their ids; ids of another edition are passed over."""
        found = np.zeros(self.size, dtype=bool)
        if self.size and len(ids):
            at = np.minimum(np.searchsorted(self.ids, ids), self.size - 1)
            found[at[self.ids[at] == ids]] = True
        return found

    def km_from(self, lat: float, lon: float) -> np.ndarray:
        """Great-circle km to every row; NaN without a place."""
        phi1, phi2 = np.radians(lat), np.radians(self.lat)
        half = np.sin((phi2 - phi1) / 2) ** 2
        half += np.cos(phi1) * np.cos(phi2) * np.sin(np.radians(self.lon - lon) / 2) ** 2
        return 2 * EARTH_KM * np.arcsin(np.minimum(1, np.sqrt(half)))

    def answering(self, code: str) -> Mask:
        """Rows that say something of a filter: what it costs, when it opens, which languages; of a trait only a yes is kept."""
        if code == "free":
            return np.logical_or.reduce(
                [self.costs.mask(cost, self.size) for cost in ("free", "low", "paid", "depends")]
            )
        if code == "open_now":
            found = np.zeros(self.size, dtype=bool)
            found[self._hours.row] = True
            return found
        if code == "speaks":
            return np.logical_or.reduce([self.languages.mask(one, self.size) for one in ("", *self.languages.rows)])
        return self.traits.mask(code, self.size)

    def open_at(self, at: datetime) -> Mask:
        """Rows known to be open at an aware moment, in the house's time."""
        here = at.astimezone(ZoneInfo(house().time_zone))
        hours = self._hours
        minute = here.weekday() * 24 * 60 + here.hour * 60 + here.minute
        day = here.date().toordinal()
        after = (minute - hours.start) % _WEEK
        now = (after < hours.length) & (hours.first <= day) & (day <= hours.last)
        if is_public_holiday(here.date()):
            now &= hours.on_holidays
        found = np.zeros(self.size, dtype=bool)
        found[hours.row[now]] = True
        return found


@dataclass
class _HoursColumns:
    row: np.ndarray
    start: np.ndarray  # minute of the week
    length: np.ndarray
    first: np.ndarray  # ordinals of the days it holds
    last: np.ndarray
    on_holidays: np.ndarray


def _hours(column: Iterable[list[list[Any]]]) -> _HoursColumns:
    flat = [
        (
            number,
            weekday * 24 * 60 + opens,
            (closes - opens) if closes > opens else closes - opens + 24 * 60,
            date.fromisoformat(first).toordinal() if first else 0,
            date.fromisoformat(last).toordinal() if last else date.max.toordinal(),
            on_holidays,
        )
        for number, openings in enumerate(column)
        for weekday, opens, closes, first, last, on_holidays in openings
    ]
    columns = list(zip(*flat, strict=True)) or [()] * 6
    arrays = [np.array(one, dtype=np.int64) for one in columns[:5]]
    return _HoursColumns(*arrays, on_holidays=np.array(columns[5], dtype=bool))


def _postings(column: Iterable[Iterable[str]]) -> Postings:
    table: defaultdict[str, list[int]] = defaultdict(list)
    for number, values in enumerate(column):
        for value in values:
            table[value].append(number)
    return Postings({value: np.array(rows, dtype=np.int64) for value, rows in table.items()})


_held: dict[str, Snapshot] = {}


def edition(*, as_held: bool = False) -> int:
    """The number of the index as it stands: one statement; or as this process has just read it, without asking."""
    if as_held and (held := _held.get("index")):
        return held.number
    return next(iter(_NUMBER.rows()), 0)


def _build_number() -> QuerySet[Edition, int]:
    return Edition.objects.filter(pk=1).values_list("number", flat=True)


_NUMBER = Prepared(_build_number)


def current() -> Snapshot:
    """The index as it stands: one statement when it has not changed since this process read it."""
    number = edition()
    held = _held.get("index")
    if held is None or held.number != number or number == 0:
        held = _held["index"] = Snapshot(number)
    return held
