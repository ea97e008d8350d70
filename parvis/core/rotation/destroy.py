"""The end of former keys: only when nothing is sealed or indexed with them, looked at once more while nobody can write."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction

from parvis.core.keys import KeysRefused, versions
from parvis.core.keys.folder import CURRENT, NEXT, UNUSED
from parvis.core.rotation.blind import blind_columns, would_pass
from parvis.core.rotation.sealed import in_use, sealed_columns
from parvis.kernel.errors import Refused

# Forms in browsers and sessions carry sealed drafts: they end within a working day.
REST = timedelta(hours=24)
TRIES, PAUSE = 600, 0.05  # for a moment at which nobody writes


def destroy(scope: str, *, at: datetime, at_once: bool = False) -> int:
    """Destroy the unused keys of a scope; how many. Raises `KeysRefused` when something is still sealed with one, or it is too soon."""
    listed = versions.versions_of(scope)
    if any(one.state == NEXT for one in listed) or any(one.state == CURRENT for one in listed[:-1]):
        raise KeysRefused("keys.rotation_unfinished", scope=scope)
    unused = [one for one in listed if one.state == UNUSED]
    if not unused:
        return 0
    since = max(datetime.fromisoformat(one.since) for one in unused)
    if at - since < REST and not at_once:
        raise KeysRefused("keys.too_soon", scope=scope, until=(since + REST).isoformat(timespec="minutes"))
    with transaction.atomic():
        _hold_writers(time.sleep)
        left = in_use({(scope, one.id) for one in unused})
        left += sum(would_pass(column, scope) for column in blind_columns())
        if left:
            raise KeysRefused("keys.in_use", scope=scope, count=left)
        versions.drop_unused(scope)
    return len(unused)


def _hold_writers(wait: Callable[[float], None]) -> None:
    """Whoever writes has finished, and nobody begins until the end of the transaction; on SQLite the transaction itself does it.

    All tables at once or none: who waits for the next table while holding the last makes somebody else's writing fail.
    """
    if connection.vendor != "postgresql":
        return
    models = [*sealed_columns(), *(column.of for column in blind_columns())]
    tables = ", ".join(sorted({connection.ops.quote_name(model._meta.db_table) for model in models}))
    for _ in range(TRIES):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {tables} IN SHARE MODE NOWAIT")
        except OperationalError:
            wait(PAUSE)
        else:
            return
    raise Refused("parvis.busy")
