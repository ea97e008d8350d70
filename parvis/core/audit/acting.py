from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from django.db import connection, transaction

from parvis.kernel.actor import Actor

Who = tuple[str, int | None]
NOBODY: Who = ("", None)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Tell the triggers who writes, for the length of the block. Atomic; nested blocks give way to the outer actor again.

    An error rolls the block back, and with it the name: the database itself restores the outer one.
    """
    stack = _stack()
    before, now = stack[-1], (actor.label, actor.organisation_id)
    with transaction.atomic():
        stack.append(now)
        try:
            if now != before:
                _set(now)
            yield
            if now != before:
                _set(before)
        finally:
            stack.pop()


def _stack() -> list[Who]:
    """Who acts on this thread's connection, innermost last; the first entry is nobody."""
    # The proxy hands the attribute to the connection of this thread; a rollback never outlives its block.
    if not hasattr(connection, "parvis_acting"):
        connection.parvis_acting = [NOBODY]  # type: ignore[attr-defined]
    return cast("list[Who]", connection.parvis_acting)  # type: ignore[attr-defined]


def _set(who: Who) -> None:
    label, organisation_id = who
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT set_config('parvis.actor', %s, true), set_config('parvis.organisation', %s, true)",
                [label, "" if organisation_id is None else str(organisation_id)],
            )
        else:
            cursor.execute(
                "INSERT INTO core_acting (id, label, organisation_id) VALUES (1, %s, %s) "
                "ON CONFLICT (id) DO UPDATE SET label = excluded.label, organisation_id = excluded.organisation_id",
                [label, organisation_id],
            )
