"""The end of the logs' time: they go by whole seals, from the beginning, and the chain's ledger says so.

So `chain.check` still finds a row that went in any other way. The line that a seal is going is written before its rows go, in one
transaction; the line that it is gone, after that is committed. A seal that doesn't fit its rows is left: it is evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction

from parvis.core import chain, retention
from parvis.core.chain import Seal

Keeps = Callable[[Seal], bool]

_keeps: list[Keeps] = []


def register(keeps: Keeps) -> None:
    """The room that knows of holds says which seals are kept for one; what follows such a seal in its log stays as well."""
    _keeps[:] = [keeps]


def ended(at: datetime) -> list[Seal]:
    """The seals whose rows are all past their time."""
    before = at - timedelta(days=retention.rule("audit").days or 0)
    ledger = chain.read_ledger()
    found = []
    for log in chain.LOGS:
        previous: Seal | None = None
        for one in ledger.of(log):
            if not chain.has_gone(one, ledger):
                is_due = not _has_later(one, before) and not any(keeps(one) for keeps in _keeps)
                if not is_due or chain.fault_in(one, previous):
                    break
                found.append(one)
            previous = one
    return found


def settle(*, at: datetime) -> None:
    """What a sudden end left open: rows that went, and nobody wrote it down."""
    ledger = chain.read_ledger()
    for log in chain.LOGS:
        went = [one for one in ledger.of(log) if one.last > ledger.gone.get(log, 0) and chain.has_gone(one, ledger)]
        for one in went[-1:]:
            chain.note_gone(one, at=at)


def remove(one: Seal, *, at: datetime) -> int:
    """Its rows go, in the caller's transaction; how many. In the order of `ended`, one caller at a time."""
    if chain.has_gone(one, chain.read_ledger()):
        return 0
    chain.note_going(one, at=at)
    rows = chain.delete_rows(one.log, up_to=one.last)
    transaction.on_commit(partial(chain.note_gone, one, at=at))
    return rows


def _has_later(one: Seal, before: datetime) -> bool:
    """Whether a row of it was written at that moment or later. Instants are compared as the store writes them."""
    moment = connection.ops.adapt_datetimefield_value(before)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT 1 FROM "{one.log}" WHERE id BETWEEN %s AND %s AND "at" > %s LIMIT 1',
            [one.first, one.last, moment],
        )
        return cursor.fetchone() is not None
