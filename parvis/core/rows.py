"""One row of a scoped queryset: found, or `NotFound`; locked and of the right version, or `Stale`."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection
from django.db.models import Model, QuerySet

from parvis.kernel.errors import NotFound, Stale

Row = TypeVar("Row", bound=Model)


def one(rows: QuerySet[Row], **lookup: Any) -> Row:
    """The one row. Missing, out of scope and an id that is none (a torn link, a typed one) are the same `NotFound`."""
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValidationError, ValueError):
        raise NotFound from None


def locked(rows: QuerySet[Row], *, version: int | None = None, **lookup: Any) -> Row:
    """The one row, locked until the end of the transaction; rows that only point at it may still be written.

    Several rows are locked in one order everywhere: a person, her consents, referrals, shares, codes, steps. SQLite has no row lock; there the transaction itself holds the only write lock from its first statement on
    (`transaction_mode` IMMEDIATE in the settings). The scope stands in a subquery, so that it may join and be distinct.
    Raises `NotFound` when the scope does not hold the row, `Stale` when the form was made from another version.
    """
    try:
        scope = rows.filter(**lookup).order_by().values("pk")
    except (ValidationError, ValueError):
        raise NotFound from None
    row = one(rows.model._default_manager.select_for_update(of=("self",), no_key=True), pk__in=scope)
    if version is not None and row.version != version:  # type: ignore[attr-defined]
        raise Stale(version=row.version)  # type: ignore[attr-defined]
    return row


def hold(*name: object) -> None:
    """Let nobody else pass here under the same name until the end of the transaction: for what has no row to lock yet.

    On SQLite the transaction's own write lock does it.
    """
    if connection.vendor == "postgresql":
        digest = hashlib.sha256(":".join(map(str, name)).encode()).digest()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest[:8], signed=True)])


def bump(row: Model) -> None:
    """Count one more version (not saved: the action saves)."""
    row.version += 1  # type: ignore[attr-defined]
