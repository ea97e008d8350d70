"""PostgreSQL by COPY, in one snapshot; and back in one transaction, tables and all: it happens whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from parvis.core.backup.container import About, PartWriter
from parvis.core.backup.history import Applied, bring_up_to_date, check_known, last_steps

TABLE, SEQUENCES = "table", "sequences"
WAITS = "10s"  # for whoever still uses the store; then it says so

_TABLES = """
SELECT c.relname, array_agg(a.attname ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
GROUP BY c.relname ORDER BY c.relname
"""
_COUNTERS = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()"
_AHEAD = sql.SQL("SELECT setval(quote_ident(%s)::regclass, greatest(%s, last_value)) FROM {}")
_HISTORY = "SELECT app, name FROM django_migrations ORDER BY id"
_SEQUENCES = (
    "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"
)


def save(parts: PartWriter) -> Applied:
    """Every table as it is at one moment, while others write."""
    apart = connection.copy()
    try:
        apart.ensure_connection()
        with apart.connection.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            applied: Applied = cursor.execute(_HISTORY).fetchall()
            parts.part({"name": "history", "applied": applied})
            for table, columns in cursor.execute(_TABLES).fetchall():
                parts.part({"name": TABLE, "table": table, "columns": columns}, _rows(cursor, table, columns))
            # Read last: they stand in no snapshot, and may only be ahead.
            parts.part({"name": SEQUENCES, "last": cursor.execute(_SEQUENCES).fetchall()})
            cursor.execute("COMMIT")
    finally:
        apart.close()
    return applied


def _rows(cursor: Any, table: str, columns: list[str]) -> Iterator[bytes]:
    with cursor.copy(_copy("COPY {table} ({columns}) TO STDOUT", table, columns)) as copy:
        for data in copy:
            yield bytes(data)


class Receiver:
    """Takes the parts into tables made anew, within the transaction that is open."""

    def __init__(self) -> None:
        self._there: dict[str, list[str]] = {}
        self._made_anew = False

    def receive(self, about: About, blocks: Iterable[bytes]) -> bool:
        """Take a part of the store; False for any other."""
        name = about["name"]
        if name == "history":
            self._make([(app, step) for app, step in about["applied"]])
        elif name == TABLE:
            self._fill(about["table"], about["columns"], blocks)
        elif name == SEQUENCES:
            self._count_on(about["last"])
        else:
            return False
        return True

    def _make(self, applied: Applied) -> None:
        """The tables as they were when the backup was made, without a row."""
        check_known(applied)
        with connection.connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{WAITS}'")
            there = [row[0] for row in cursor.execute(_TABLES).fetchall()]
            as_now = "django_migrations" in there and sorted(applied) == sorted(cursor.execute(_HISTORY).fetchall())
            if there and not as_now:
                cursor.execute(sql.SQL("DROP TABLE {} CASCADE").format(_names(there)))
        self._made_anew = not as_now
        if self._made_anew:
            MigrationExecutor(connection).migrate(last_steps(applied))
        with connection.connection.cursor() as cursor:
            self._there = dict(cursor.execute(_TABLES).fetchall())
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(_names(list(self._there))))
            _triggers(cursor, "DISABLE", self._there)
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def _count_on(self, last: list[tuple[str, int]]) -> None:
        """No number is given twice, and none goes back: PostgreSQL takes a sequence out of no transaction that is undone."""
        with connection.connection.cursor() as cursor:
            there = {name for (name,) in cursor.execute(_COUNTERS).fetchall()}
            for sequence, value in last:
                if sequence in there:
                    cursor.execute(_AHEAD.format(sql.Identifier(sequence)), [sequence, value])

    def finish(self) -> None:
        """What was received holds together, and writes are noted again; then it is brought up to date."""
        with connection.connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _triggers(cursor, "ENABLE", self._there)
        bring_up_to_date(made_anew=self._made_anew)

    def _fill(self, table: str, columns: list[str], blocks: Iterable[bytes]) -> None:
        if table not in self._there:
            return  # of an extension, or of a room that is gone: this Parvis makes no such table
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(_copy("COPY {table} ({columns}) FROM STDIN", table, columns)) as copy,
        ):
            for block in blocks:
                copy.write(block)


def _triggers(cursor: Any, word: str, tables: Iterable[str]) -> None:
    """Those of ours: the rows of a backup were noted when they were written."""
    for table in tables:
        cursor.execute(sql.SQL("ALTER TABLE {} " + word + " TRIGGER USER").format(sql.Identifier(table)))  # type: ignore[arg-type]


def _copy(text: str, table: str, columns: list[str]) -> sql.Composed:
    return sql.SQL(text).format(table=sql.Identifier(table), columns=_names(columns))  # type: ignore[arg-type]


def _names(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
