"""What was erased stays erased when an older backup is restored: a ledger of digests of public ids, outside the store.

It lies in `PARVIS_KEYS`: nobody restores without that folder, and a store that is rolled back or lost takes nothing of it along.
A line says `?` within the transaction that erases and `+` once that is committed; a `?` that was left alone by a sudden end is
settled by looking whether the row is still there. Digests of random ids of 122 bits lead to nobody.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction

from parvis.core.audit import acting
from parvis.core.keys import folder
from parvis.kernel.actor import Actor

LEDGER = "graves"
_ASKED, _SURE = "?", "+"

Bury = Callable[[int, Actor, datetime], None]
Grave = tuple[str, str]  # label of the model, digest of the public id

_burials: dict[str, Bury] = {}


def register(label: str, bury: Bury) -> None:
    """How a room erases one of its things that came back, by row id; without a way of its own the row is deleted."""
    _burials[label] = bury


def note(label: str, public_id: UUID | str) -> None:
    """Remember that this is gone for good. Call in the transaction that erases it; `label` is the model's, `people.Person`."""
    grave = (label, digest(label, public_id))
    _append([(_ASKED, grave)])
    transaction.on_commit(lambda: _append([(_SURE, grave)]))


def digest(label: str, public_id: UUID | str) -> str:
    """SHA-256 (hex) of label and public id."""
    return hashlib.sha256(f"parvis:grave:{label}:{UUID(str(public_id))}".encode()).hexdigest()


def known() -> set[Grave]:
    """Everything that is surely erased."""
    return _read(_SURE)


def merge(graves: Iterable[Grave]) -> None:
    """Add those of another ledger: that of a backup."""
    _append([(_SURE, grave) for grave in sorted(set(graves) - known())])


def settle() -> int:
    """What a sudden end left open: its row is not in the store, so it was erased. How many. Not on an empty store."""
    left = _read(_ASKED) - known()
    if not left:
        return 0
    gone = left - {grave for grave, _ in _standing(left)}
    merge(gone)
    return len(gone)


def bury_again(*, by: Actor, at: datetime) -> int:
    """Erase what is in the store though it stands in the ledger; how many. After a restore, before anybody is served.

    Upper rooms first, as they were erased: what stands on something goes before it.
    """
    rooms = list(apps.app_configs)
    found = sorted(_standing(known()), key=lambda one: -rooms.index(apps.get_model(one[0][0])._meta.app_label))
    for (label, _), pk in found:
        if label in _burials:
            _burials[label](pk, by, at)
        else:
            with acting(by):
                apps.get_model(label)._base_manager.filter(pk=pk).delete()
    return len(found)


def _standing(graves: set[Grave]) -> Iterable[tuple[Grave, int]]:
    """Those of them that have a row in the store, with its id."""
    by_label = defaultdict(set)
    for label, one in graves:
        by_label[label].add(one)
    for label, digests in by_label.items():
        rows = apps.get_model(label)._base_manager.values_list("pk", "public_id")
        for pk, public_id in rows.iterator(chunk_size=2000):
            if (one := digest(label, public_id)) in digests:
                yield (label, one), pk


def _read(sign: str) -> set[Grave]:
    try:
        lines = (folder.folder() / LEDGER).read_text().splitlines()
    except FileNotFoundError:
        return set()
    parts = [line.split(" ") for line in lines]
    # A line that a sudden end tore has not three whole parts.
    return {(part[1], part[2]) for part in parts if len(part) == 3 and part[0] == sign and len(part[2]) == 64}


def _append(lines: list[tuple[str, Grave]]) -> None:
    if not lines:
        return
    text = "".join(f"\n{sign} {label} {one}\n" for sign, (label, one) in lines)
    with folder.guarded():
        path = folder.folder() / LEDGER
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, text.encode())
            os.fsync(descriptor)
            folder.keep_owner(path)
        finally:
            os.close(descriptor)
        folder.settle(path.parent)
