"""The write triggers of both stores. Installed after every `migrate`, since SQLite drops them when it remakes a table."""

from __future__ import annotations

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

# Logs do not log themselves; sessions and queues hold nothing a person could ask about.
NOT_AUDITED = {"core_change", "core_read", "core_acting", "core_once", "core_transition"}
AUDITED_APPS_OF_OTHERS = {"account", "mfa"}


def audited_models() -> list[type[Model]]:
    """Every table of Parvis, and the sign-in tables of the library we use."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if (model.__module__.startswith("parvis.") or model._meta.app_label in AUDITED_APPS_OF_OTHERS)
        and model._meta.managed
        and not model._meta.proxy
        and not getattr(model, "is_index", False)
        and model._meta.db_table not in NOT_AUDITED
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create or replace the triggers of every audited table. Idempotent."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for model in audited_models():
            if model._meta.db_table in tables and "core_change" in tables:
                for statement in _statements(connection.vendor, model):
                    cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take them away before tables change: SQLite drops no column that a trigger names. PostgreSQL's name none."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'parvis\\_%' ESCAPE '\\'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def _statements(vendor: str, model: type[Model]) -> list[str]:
    table, pk = model._meta.db_table, str(model._meta.pk.column)
    columns = [field.column for field in model._meta.local_concrete_fields if field.column]
    return _postgres(table, pk) if vendor == "postgresql" else _sqlite(table, pk, columns)


_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION parvis_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}'::jsonb ELSE to_jsonb(OLD) END;
    became jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}'::jsonb ELSE to_jsonb(NEW) END;
    changed text := '';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT coalesce(string_agg(key, ',' ORDER BY key), '') INTO changed
        FROM jsonb_each(became) WHERE was -> key IS DISTINCT FROM value;
    END IF;
    INSERT INTO core_change (at, actor, organisation_id, "table", row_id, operation, columns)
    VALUES (clock_timestamp(), coalesce(current_setting('parvis.actor', true), ''),
            nullif(current_setting('parvis.organisation', true), '')::bigint,
            TG_TABLE_NAME, coalesce(became ->> TG_ARGV[0], was ->> TG_ARGV[0])::bigint, left(TG_OP, 1), changed);
    RETURN NULL;
END $$;
"""


def _postgres(table: str, pk: str) -> list[str]:
    return [
        f'DROP TRIGGER IF EXISTS parvis_change ON "{table}"',
        (
            f'CREATE TRIGGER parvis_change AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION parvis_note_change('{pk}')"
        ),
    ]


def _sqlite(table: str, pk: str, columns: list[str]) -> list[str]:
    changed = " || ".join(
        f"CASE WHEN OLD.\"{name}\" IS NOT NEW.\"{name}\" THEN '{name},' ELSE '' END" for name in columns
    )
    statements = []
    for letter, event, row, what in (
        ("I", "INSERT", "NEW", "''"),
        ("U", "UPDATE", "NEW", f"rtrim({changed}, ',')"),
        ("D", "DELETE", "OLD", "''"),
    ):
        name = f"parvis_{table}_{letter}"
        statements += [
            f'DROP TRIGGER IF EXISTS "{name}"',
            (
                f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN '
                'INSERT INTO core_change (at, actor, organisation_id, "table", row_id, operation, columns) '
                "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'), coalesce((SELECT label FROM core_acting WHERE id = 1), ''), "
                f"(SELECT organisation_id FROM core_acting WHERE id = 1), '{table}', {row}.\"{pk}\", '{letter}', {what}; END"
            ),
        ]
    return statements
