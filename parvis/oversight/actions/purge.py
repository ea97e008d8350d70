"""The purge: what the clocks say is due goes, piece by piece, and each piece is certified in the transaction that erased it.

Ended anywhere, it leaves no piece half done: started again, it finds what is left. A person is a piece of her own.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db.models import Count, Max, ProtectedError

from parvis.core import chain_ends, clocks, retention
from parvis.core.actions import action
from parvis.core.chain import Seal
from parvis.core.clocks import PERSON, Due
from parvis.core.models import Change
from parvis.core.rows import hold as one_at_a_time
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.oversight.models import Erasure
from parvis.oversight.rules import label_of_log
from parvis.people.queries import oversight as people

BATCH = 200
# No clock: its certificate says so.
_ON_REQUEST = retention.RetentionClass("request", 0, "her own request", "erase")


@dataclass(slots=True)
class Purged:
    """What went, by model; what was due and something unknown still stands on, so that it is left."""

    run: str
    things: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)


def purge(*, by: Actor, at: datetime) -> Purged:
    """Everything that is due, then the logs past their time."""
    done = Purged(run=uuid4().hex)
    for due in clocks.plan(at):
        for controller_id, ids in _pieces(due):
            try:
                done.things[due.clock.model] += _erase(
                    due=due, ids=ids, controller_id=controller_id, run=done.run, by=by, at=at
                )
            except ProtectedError:
                done.left[due.clock.model] += len(ids)
    chain_ends.settle(at=at)
    for seal in chain_ends.ended(at):
        done.things[label_of_log(seal.log)] += _remove(seal=seal, run=done.run, by=by, at=at)
    done.things = +done.things
    return done


@action
def erase_on_request(*, record: str, by: Actor, at: datetime) -> str:
    """One person before her time, because she asks for it: every room erases her, and the certificate says by which rule.

    `record` is the code of her record. Raises `Invalid`, and `OnHold` while the file is kept for a legal reason. The run.
    """
    person_id = people.person_of_record(by, record)
    if person_id is None:
        raise Invalid({"record": "oversight.record_unknown"})
    one_at_a_time("oversight.purge")
    people.lock_person(person_id)
    before = _last_change()
    retention.erase_unless_held(person_id=person_id, by=by, at=at)
    run = uuid4().hex
    _certify(_ON_REQUEST, PERSON, 1, _went(before, by), by.controller_id, run=run, by=by, at=at)
    return run


def _pieces(due: Due) -> Iterator[tuple[int | None, list[Any]]]:
    by_controller: dict[int | None, list[Any]] = defaultdict(list)
    for pk, controller_id in due.rows:
        by_controller[controller_id].append(pk)
    size = 1 if due.clock.one_by_one else BATCH
    for controller_id, ids in by_controller.items():
        for start in range(0, len(ids), size):
            yield controller_id, ids[start : start + size]


@action
def _erase(*, due: Due, ids: list[Any], controller_id: int | None, run: str, by: Actor, at: datetime) -> int:
    one_at_a_time("oversight.purge")  # the rows of one piece are counted in the log of writes
    before = _last_change()
    went = clocks.strike(due.clock, ids, by=by, at=at)
    if went:
        _certify(due.rule, due.clock.model, len(went), _went(before, by), controller_id, run=run, by=by, at=at)
    return len(went)


@action
def _remove(*, seal: Seal, run: str, by: Actor, at: datetime) -> int:
    one_at_a_time("oversight.purge")
    rows = chain_ends.remove(seal, at=at)
    if rows:
        told = {seal.log: rows}
        _certify(retention.rule("audit"), label_of_log(seal.log), rows, told, None, run=run, by=by, at=at)
    return rows


def _last_change() -> int:
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def _went(before: int, by: Actor) -> dict[str, int]:
    """How many rows of which table the log of writes has as gone since then."""
    noted = Change.objects.filter(id__gt=before, actor=by.label, operation="D").values("table")
    return {one["table"]: one["rows"] for one in noted.annotate(rows=Count("id")).order_by("table")}


def _certify(
    rule: retention.RetentionClass,
    model: str,
    things: int,
    rows: dict[str, int],
    controller_id: int | None,
    *,
    run: str,
    by: Actor,
    at: datetime,
) -> None:
    Erasure.objects.create(
        at=at,
        run=run,
        actor=by.label,
        controller_id=controller_id,
        klass=rule.code,
        days=rule.days or 0,
        counted_from=rule.counted_from,
        model=model,
        things=things,
        rows=json.dumps(rows),
    )
