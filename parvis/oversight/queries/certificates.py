"""Certificates of erasure: all lines of one purge, added up. Numbers, rules and a digest of the chain; nobody's identity."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Max

from parvis.core import chain
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.oversight.models import Erasure
from parvis.oversight.permissions import erasures_visible_to


@dataclass(frozen=True, slots=True)
class Line:
    """By one rule: how many of one model. `rows` are those of every table that went with them."""

    klass: str
    days: int
    counted_from: str
    model: str
    things: int
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class Certificate:
    """One purge. `seal` is the digest of the chain over its last line; empty until it is sealed."""

    run: str
    at: datetime
    actor: str
    lines: list[Line]
    seal: str

    @property
    def on_request(self) -> bool:
        """Whether a person asked for it: no clock struck."""
        return all(not line.days for line in self.lines)

    @property
    def things(self) -> int:
        return sum(line.things for line in self.lines)


def certificates(actor: Actor, *, most: int = 100) -> list[Certificate]:
    """The newest first."""
    rows = erasures_visible_to(actor)
    runs = rows.values("run").annotate(last=Max("id")).order_by("-last")[:most]
    known = {one["run"]: one["last"] for one in runs}
    seals = _seals()
    found = [
        _certificate(list(lines), seals)
        for _, lines in groupby(rows.filter(run__in=known).order_by("run", "id"), lambda row: row.run)
    ]
    return sorted(found, key=lambda one: known[one.run], reverse=True)


def certificate(actor: Actor, run: str) -> Certificate:
    """One. `NotFound` where nothing of it is the actor's."""
    rows = list(erasures_visible_to(actor).filter(run=run).order_by("id"))
    if not rows:
        raise NotFound
    return _certificate(rows, _seals())


def _seals() -> list[chain.Seal]:
    return chain.read_ledger().of(Erasure._meta.db_table)


def _certificate(rows: list[Erasure], seals: list[chain.Seal]) -> Certificate:
    last = rows[-1]
    seal = next((one.digest for one in seals if one.first <= last.pk <= one.last), "")
    return Certificate(last.run, last.at, last.actor, list(_lines(rows)), seal)


def _lines(rows: list[Erasure]) -> Iterable[Line]:
    def rule(row: Erasure) -> tuple[str, int, str, str]:
        return row.klass, row.days, row.counted_from, row.model

    for key, same in groupby(sorted(rows, key=rule), rule):
        lines = list(same)
        tables = Counter[str]()
        for row in lines:
            tables.update(json.loads(row.rows))
        yield Line(*key, sum(row.things for row in lines), dict(sorted(tables.items())))
