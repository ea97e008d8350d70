"""Any command on an empty `PARVIS_HOME` makes the store first; on an older one it brings it up to date."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def make_store() -> bool:
    """Migrate when something is to migrate. True when the store was new or changed."""
    settings.PARVIS_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True
