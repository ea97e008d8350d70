"""The logs in a chain: whoever removes, adds or edits a row of a log, below the ORM or in the file of the store, is found.

A *seal* says of some rows of one log, by their ids, how many there are and what they hold: SHA-256 over the seal before and every column.
Seals lie in a ledger in `PARVIS_KEYS`, outside the store: who can write to the store alone can't make them fit again. Rows written since
the last seal are not protected yet, so seal often; a timer of minutes costs nothing. The newest seals (`head`) on paper, or with somebody
else, hold even against who can write to both.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import OperationalError, connection, transaction

from parvis.core.keys import folder

LEDGER = "logs"
VERSION = "1"  # of the columns below and of how they are written; another one begins where these change
# What a seal tells of, in this order; of an instant, as the store writes it out.
LOGS: dict[str, tuple[str, ...]] = {
    "core_change": ("id", "at", "actor", "organisation_id", "table", "row_id", "operation", "columns"),
    "core_read": (
        "id", "at", "actor", "account_id", "organisation_id", "person_id", "purpose", "what", "subject_kind", "subject_id",
    ),
    "core_transition": (
        "id", "subject_kind", "subject_id", "frm", "to", "at", "actor", "account_id", "organisation_id", "why",
    ),
}  # fmt: skip


def register(log: str, columns: Sequence[str]) -> None:
    """Another log, of an upper room: its table, with `id` and `at`, and all its columns."""
    LOGS[log] = tuple(columns)


# A fault is found within so many rows.
MOST_ROWS = 1000
PATIENCE = "3s"
_RESTORED = "restored"
# A seal whose rows are going at the end of their time, and are gone.
_GOING, _GONE = "going", "gone"


@dataclass(frozen=True, slots=True)
class Seal:
    """Of the rows `first` to `last` of a log: how many there are, and the digest over them and the seal before."""

    log: str
    first: int
    last: int
    rows: int
    digest: str
    at: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a log is not as it was sealed. what: removed, added, changed."""

    log: str
    first: int
    last: int
    what: str
    rows: int  # fewer or more than there were


@dataclass(frozen=True, slots=True)
class Checked:
    """All logs, against their seals. `open_rows` came after the last seal; `set_aside` are seals of a time before a restore;
    `gone` are rows that went at the end of their time, by whole seals."""

    sealed_rows: int
    open_rows: int
    set_aside: int
    faults: tuple[Fault, ...]
    gone: int = 0


@dataclass(slots=True)
class Ledger:
    """What the ledger says now: the seals that hold, the oldest first; of each log, up to which row it is going, and gone."""

    seals: list[Seal]
    set_aside: int
    going: dict[str, int]
    gone: dict[str, int]

    def of(self, log: str) -> list[Seal]:
        return [one for one in self.seals if one.log == log]


def seal_logs(*, at: datetime) -> int:
    """Seal what was written since the last time; how many rows. Where a writer is busy for long, the next time."""
    sealed = 0
    for log in LOGS:
        before = _last_of(log)
        for new in _new_seals(log, before, at):
            if not _append(new, after=before):
                break  # somebody else is sealing as well
            before, sealed = new, sealed + new.rows
    return sealed


def check() -> Checked:
    """Compare every log with its seals. About a second for 100,000 rows."""
    ledger = read_ledger()
    faults, sealed, still_open, gone = [], 0, 0, 0
    for log in LOGS:
        before: Seal | None = None
        for one in ledger.of(log):
            went = has_gone(one, ledger)
            sealed, gone = (sealed, gone + one.rows) if went else (sealed + one.rows, gone)
            fault = _left(one) if went else fault_in(one, before)
            faults += [fault] if fault else []
            before = one
        still_open += _count(log, after=before.last if before else 0)
    return Checked(sealed, still_open, ledger.set_aside, tuple(faults), gone)


def head() -> list[Seal]:
    """The newest seal of each log, to be kept elsewhere."""
    seals = read_ledger().seals
    return [list(group)[-1] for _, group in groupby(sorted(seals, key=attrgetter("log")), key=attrgetter("log"))]


def note_restored(*, at: datetime) -> None:
    """An older store has come back: seals of rows that went with the other one are set aside, and the ledger says so. Rows that
    were gone at the end of their time, and came back with it, go again."""
    ledger = read_ledger()
    for log in LOGS:
        own = ledger.of(log)
        top = _top(log)
        pairs = list(zip([None, *own], own, strict=False))
        stands = (one for before, one in reversed(pairs) if one.last <= top and _stands(one, before, ledger))
        holds = next(stands, None)
        if own and holds != own[-1]:
            write(f"{_RESTORED} {log} {holds.last if holds else 0} {at.isoformat()}")
        if up_to := min(ledger.gone.get(log, 0), holds.last if holds else 0):
            delete_rows(log, up_to=up_to)


def _stands(one: Seal, before: Seal | None, ledger: Ledger) -> bool:
    return has_gone(one, ledger) or not fault_in(one, before)


def has_gone(one: Seal, ledger: Ledger) -> bool:
    """Whether its rows went at the end of their time: surely, or right before a sudden end, which leaves all of them or none."""
    if one.last <= ledger.gone.get(one.log, 0):
        return True
    return one.last <= ledger.going.get(one.log, 0) and not rows_of(one.log, one.first, one.last, most=1)


def _left(one: Seal) -> Fault | None:
    rows = len(rows_of(one.log, one.first, one.last))
    return Fault(one.log, one.first, one.last, "added", rows) if rows else None


def delete_rows(log: str, *, up_to: int) -> int:
    """For the end of their time alone; how many."""
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{log}" WHERE id <= %s', [up_to])
        return int(cursor.rowcount)


def _new_seals(log: str, before: Seal | None, at: datetime) -> Iterator[Seal]:
    end = _finished(log)
    while True:
        first = before.last + 1 if before else 1
        rows = rows_of(log, first, end, most=MOST_ROWS)
        if not rows:
            return
        before = Seal(log, first, rows[-1][0], len(rows), _digest(before, rows), at.isoformat(timespec="seconds"))
        yield before


def fault_in(one: Seal, before: Seal | None) -> Fault | None:
    rows = rows_of(one.log, one.first, one.last)
    if len(rows) != one.rows:
        what = "removed" if len(rows) < one.rows else "added"
        return Fault(one.log, one.first, one.last, what, abs(one.rows - len(rows)))
    if _digest(before, rows) != one.digest:
        return Fault(one.log, one.first, one.last, "changed", 0)
    return None


def _digest(before: Seal | None, rows: list[tuple[Any, ...]]) -> str:
    found = hashlib.sha256((before.digest if before else "").encode())
    for row in rows:
        found.update(json.dumps(row, ensure_ascii=False).encode())
        found.update(b"\n")
    return found.hexdigest()


def _finished(log: str) -> int:
    """The last row before which no other can appear any more; 0 where that can't be known now.

    On PostgreSQL a writer under way has its ids already: its end is waited for, a little. SQLite has one writer.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
                cursor.execute(f'LOCK TABLE "{log}" IN SHARE MODE')
            cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{log}"')
            return int(cursor.fetchone()[0])
    except OperationalError:
        return 0


def _top(log: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{log}"')
        return int(cursor.fetchone()[0])


def rows_of(log: str, first: int, last: int, *, most: int | None = None) -> list[tuple[Any, ...]]:
    columns = ", ".join('CAST("at" AS TEXT)' if name == "at" else f'"{name}"' for name in LOGS[log])
    limit = f" LIMIT {most}" if most else ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {columns} FROM "{log}" WHERE id BETWEEN %s AND %s ORDER BY id{limit}', [first, last])
        return cursor.fetchall()


def _count(log: str, *, after: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{log}" WHERE id > %s', [after])
        return int(cursor.fetchone()[0])


def _last_of(log: str) -> Seal | None:
    return next((one for one in reversed(read_ledger().seals) if one.log == log), None)


def read_ledger() -> Ledger:
    """What it says now; what a restore has set aside is only counted."""
    found = Ledger([], 0, {}, {})
    try:
        lines = (folder.folder() / LEDGER).read_text().splitlines()
    except FileNotFoundError:
        return found
    for line in lines:
        parts = line.split(" ")
        # A line that a sudden end tore has not all its parts.
        if len(parts) == 7 and parts[0] == VERSION and len(parts[5]) == 64:
            found.seals.append(Seal(parts[1], int(parts[2]), int(parts[3]), int(parts[4]), parts[5], parts[6]))
        elif len(parts) == 4 and parts[0] == _RESTORED:
            _restored(found, parts[1], int(parts[2]))
        elif len(parts) == 4 and parts[0] in {_GOING, _GONE}:
            (found.going if parts[0] == _GOING else found.gone)[parts[1]] = int(parts[2])
    return found


def _restored(found: Ledger, log: str, last: int) -> None:
    kept = [one for one in found.seals if one.log != log or one.last <= last]
    found.set_aside += len(found.seals) - len(kept)
    found.seals = kept
    for marks in (found.going, found.gone):
        marks[log] = min(marks.get(log, 0), last)


def _append(new: Seal, *, after: Seal | None) -> bool:
    with folder.guarded():
        if _last_of(new.log) != after:
            return False
        _write_line(f"{VERSION} {new.log} {new.first} {new.last} {new.rows} {new.digest} {new.at}")
        return True


def note_going(one: Seal, *, at: datetime) -> None:
    """Before the rows of this seal go."""
    write(f"{_GOING} {one.log} {one.last} {at.isoformat(timespec='seconds')}")


def note_gone(one: Seal, *, at: datetime) -> None:
    """After they went."""
    write(f"{_GONE} {one.log} {one.last} {at.isoformat(timespec='seconds')}")


def write(line: str) -> None:
    """One line of the ledger."""
    with folder.guarded():
        _write_line(line)


def _write_line(line: str) -> None:
    path = folder.folder() / LEDGER
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"\n{line}\n".encode())
        os.fsync(descriptor)
        folder.keep_owner(path)
    finally:
        os.close(descriptor)
    folder.settle(path.parent)
