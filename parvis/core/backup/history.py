"""Which migrations a store has: a backup comes back as it was made, then is brought up to date."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from parvis.core.backup.errors import BackupRefused

Applied = list[tuple[str, str]]


def check_known(applied: Iterable[tuple[str, str]]) -> None:
    """Raises `BackupRefused` when the backup has steps that this Parvis does not know."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    rooms = {app for app, _ in known}
    if any(tuple(step) not in known for step in applied if step[0] in rooms):
        raise BackupRefused("backup.newer")


def bring_up_to_date(*, made_anew: bool = False) -> None:
    """Whatever this Parvis has that the store has not yet; with the triggers and indexes of tables that were made anew."""
    executor = MigrationExecutor(connection)
    if made_anew or executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def last_steps(applied: Iterable[tuple[str, str]]) -> Applied:
    """Of what a backup has, the steps that lead to all others."""
    graph = MigrationLoader(connection, ignore_no_migrations=True).graph
    had = {(app, name) for app, name in applied} & set(graph.nodes)
    return sorted(
        node
        for node in had
        if not any(child.key in had and child.key[0] == node[0] for child in graph.node_map[node].children)
    )
