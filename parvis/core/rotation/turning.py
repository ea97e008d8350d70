"""A rotation from its beginning to its end. Everything it needs to know stands in the ring's file and in the rows themselves, so a
rotation that was cut short is finished by beginning again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from parvis.core.keys import versions
from parvis.core.keys.ring import CHECKED_EVERY
from parvis.core.rotation.blind import blind_columns, pass_indexes
from parvis.core.rotation.sealed import Passed, pass_rows, sealed_columns
from parvis.kernel.actor import Actor

SIZE = 50  # rows a transaction: some milliseconds during which others wait
BREATH = (
    0.005  # seconds between two of them at least: as long as the last one took, so that half of the time is others'
)
NOTICED = 3 * CHECKED_EVERY  # until every process has seen what changed in the folder
MOST_PASSES = 10


@dataclass(slots=True)
class Rotated:
    """What came of it: values and indexes passed over, values no key opens, and whether the former keys are unused now."""

    scope: str
    rows: int = 0
    indexes: int = 0
    unreadable: int = 0
    finished: bool = False


def rotate(
    scopes: Sequence[str], *, at: datetime, begin: bool = True, wait: Callable[[float], None] = time.sleep
) -> list[Rotated]:
    """A new key for each scope, and all that is stored passed over to it; or the rest of a rotation that was begun before.

    Not an action: it is made of many short transactions, each noted as the work of `system:keys.rotate`.
    """
    for scope in scopes if begin else ():
        versions.prepare(scope)
    turning = {scope: Rotated(scope) for scope in scopes if versions.is_unfinished(scope)}
    if turning:
        wait(NOTICED)  # by now every process opens with the new keys
        for scope in turning:
            versions.promote(scope)
        wait(NOTICED)  # and seals with them
        if _pass_until_still(turning, wait):
            _finish(turning, at)
    return [turning.get(scope) or Rotated(scope, finished=True) for scope in scopes]


def _pass_until_still(turning: dict[str, Rotated], wait: Callable[[float], None]) -> bool:
    """Through everything again and again until there is nothing left to pass over, and nothing that somebody was writing."""
    for _ in range(MOST_PASSES):
        for done in turning.values():
            done.unreadable = 0
        moved = 0
        for part, kind in _steps(frozenset(turning), wait):
            for scope, count in part.rows.items():
                setattr(turning[scope], kind, getattr(turning[scope], kind) + count)
                moved += count
            moved += part.skipped
            for scope, count in part.unreadable.items():
                turning[scope].unreadable += count
        if not moved:
            return True
    return False


def _finish(turning: dict[str, Rotated], at: datetime) -> None:
    for scope, done in turning.items():
        if done.unreadable == 0:
            versions.note_unused(scope, at=at)
            done.finished = True


def _steps(scopes: frozenset[str], wait: Callable[[float], None]) -> Iterator[tuple[Passed, str]]:
    by = Actor.system("keys.rotate")
    for model, columns in sealed_columns().items():
        yield from _through(partial(pass_rows, model, columns, scopes, size=SIZE, by=by), "rows", wait)
    for column in blind_columns():
        yield from _through(partial(pass_indexes, column, scopes, size=SIZE, by=by), "indexes", wait)


def _through(step: Callable[..., Passed], kind: str, wait: Callable[[float], None]) -> Iterator[tuple[Passed, str]]:
    after: int | None = 0
    while after is not None:
        began = time.monotonic()
        part = step(after=after)
        yield part, kind
        after = part.after
        if part.rows:
            wait(max(BREATH, time.monotonic() - began))
