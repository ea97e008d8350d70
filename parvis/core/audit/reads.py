from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from parvis.core.models import Read
from parvis.kernel.actor import Actor

# What can be read of a person; the pages have words for each, for the person herself and for those who watch over the log.
READABLE = frozenset({
    "record", "case", "identity", "preview", "referral", "household", "search", "facts", "consent", "appointment", "card", "list", "participant",
    "agreement", "own_file", "hold",
})  # fmt: skip

_COLUMNS = (
    "at", "actor", "account_id", "organisation_id", "person_id", "purpose", "what", "subject_kind", "subject_id",
)  # fmt: skip


def _values(actor: Actor, *, person_id: int, what: str, subject: tuple[str, int] | None) -> tuple[Any, ...]:
    if what not in READABLE:
        raise ValueError(what)
    kind, pk = subject or ("", None)
    return (
        actor.label, actor.staff_id, actor.organisation_id, person_id, actor.purpose, what, kind, pk,
    )  # fmt: skip


def log_read(*, actor: Actor, person_id: int, what: str, at: datetime, subject: tuple[str, int] | None = None) -> None:
    """Note that `actor` read `what` (a code, such as `record` or `identity`) of a person."""
    _note([_values(actor, person_id=person_id, what=what, subject=subject)], at)


def log_reads(*, actor: Actor, reads: Mapping[int, str], at: datetime) -> None:
    """The same for a page that shows several persons, in one statement: what was read, by person."""
    _note([_values(actor, person_id=pk, what=what, subject=None) for pk, what in reads.items()], at)


def _note(rows: list[tuple[Any, ...]], at: datetime) -> None:
    """One statement, without Django's own for each of nine columns: nearly every page that shows a person notes it."""
    if not rows:
        return
    moment = connection.ops.adapt_datetimefield_value(at)
    places = ", ".join([f"({', '.join(['%s'] * len(_COLUMNS))})"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{Read._meta.db_table}" ({", ".join(_COLUMNS)}) VALUES {places}',  # noqa: S608 - names of columns
            [value for row in rows for value in (moment, *row)],
        )


def reads_of(person_id: int) -> QuerySet[Read]:
    """Every read of a person's data, newest first. The caller decides who may ask."""
    return Read.objects.filter(person_id=person_id).order_by("-at", "-id")
