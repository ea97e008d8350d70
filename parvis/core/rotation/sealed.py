"""Every sealed column of the store, found by walking the models; and its rows passed from a former key to the one in force.

A row is changed only if it still holds what was read (compare and swap on the sealed text): what somebody else writes meanwhile
stays, and is sealed with the key in force anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model

from parvis.core.audit import acting
from parvis.core.fields import Ciphertext, EncryptedText
from parvis.core.keys import KeysMissing, open_sealed, ring, seal, sealed_by
from parvis.kernel.actor import Actor

Columns = list[EncryptedText]
Used = tuple[str, str]  # scope, key id
CHUNK = 1000
TRIES = 3  # values of a key, before it is said to be missing: one of them may be damaged


def sealed_columns() -> dict[type[Model], Columns]:
    """By model."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        columns = [one for one in model._meta.local_concrete_fields if isinstance(one, EncryptedText)]
        if columns and not model._meta.proxy:
            found[model] = columns
    return found


@dataclass(slots=True)
class Passed:
    """What a step did, by scope: rows passed over, values that no key opens; rows that somebody else was just writing; and how far
    it came (None: through)."""

    rows: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    skipped: int = 0
    after: int | None = 0


def pass_rows(
    model: type[Model], columns: Columns, scopes: frozenset[str], *, after: int, size: int, by: Actor
) -> Passed:
    """The next rows of a table: what a former key of these scopes sealed is sealed again, in one short transaction."""
    names = [column.attname for column in columns]
    rows = list(model._base_manager.filter(pk__gt=after).order_by("pk").values_list("pk", "public_id", *names)[:size])
    done = Passed(after=rows[-1][0] if rows else None)
    changes = []
    for pk, public_id, *values in rows:
        held, new = _again(dict(zip(columns, values, strict=True)), public_id, scopes, done)
        if new:
            changes.append((pk, held, new))
    if changes:
        with acting(by):
            free = nobody_holds(model, [pk for pk, *_ in changes])
            done.skipped = len(changes) - len(free)
            for pk, held, new in changes:
                if pk in free and model._base_manager.filter(pk=pk, **held).update(**new):
                    done.rows.update(sealed_by(value)[0] for value in new.values())
    return done


def _again(
    row: dict[EncryptedText, str | None], public_id: object, scopes: frozenset[str], done: Passed
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of a row a former key sealed, as it is held and as it becomes; what no key opens is counted."""
    held, new = {}, {}
    for column, value in row.items():
        scope, key_id = sealed_by(value or "")
        if scope not in scopes or key_id == ring(scope).current:
            continue
        bound_to = column.bound_to_id(str(public_id))
        try:
            plain = open_sealed(str(value), bound_to=bound_to)
        except KeysMissing:
            done.unreadable[scope] += 1
        else:
            held[column.attname], new[column.attname] = value, Ciphertext(seal(plain, scope=scope, bound_to=bound_to))
    return held, new


def nobody_holds(model: type[Model], pks: list[int]) -> set[int]:
    """Those of these rows that nobody else is writing now, held until the end of the transaction: a rotation waits for nobody while it
    holds something. On SQLite the transaction itself is the only writer."""
    rows = model._base_manager.select_for_update(skip_locked=True, no_key=True).filter(pk__in=pks).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def in_use(keys: set[Used]) -> int:
    """How many values are sealed with one of these."""
    return sum(sealed_by(value) in keys for *_, value in every_sealed_value())


def unopenable() -> int:
    """How many values are sealed with keys that are not here, or that are others under the same name."""
    values: Counter[Used] = Counter()
    tried: Counter[Used] = Counter()
    opened: set[Used] = set()
    for column, public_id, value in every_sealed_value():
        used = sealed_by(value)
        values[used] += 1
        if used not in opened and tried[used] < TRIES:
            tried[used] += 1
            if _opens(column, public_id, value):
                opened.add(used)
    return sum(count for used, count in values.items() if used not in opened)


def every_sealed_value() -> Iterator[tuple[EncryptedText, str, str]]:
    """Column, public id of the row, and the value as it stands in the store."""
    for model, columns in sealed_columns().items():
        names = [column.attname for column in columns]
        for public_id, *values in model._base_manager.values_list("public_id", *names).iterator(chunk_size=CHUNK):
            yield from ((column, str(public_id), value) for column, value in zip(columns, values, strict=True) if value)


def _opens(column: EncryptedText, public_id: str, value: str) -> bool:
    try:
        open_sealed(value, bound_to=column.bound_to_id(public_id))
    except KeysMissing:
        return False
    return True
