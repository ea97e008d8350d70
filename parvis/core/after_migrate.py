"""What has to stand in the store besides the tables: rooms register an installer, `migrate` runs them all.

An installer is idempotent and takes the connection. A room registers in its `apps.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

Installer = Callable[[BaseDatabaseWrapper], None]

_installers: list[Installer] = []


def register(installer: Installer) -> None:
    """Run `installer` after every migrate; registering twice counts once."""
    if installer not in _installers:
        _installers.append(installer)


def run(connection: BaseDatabaseWrapper) -> None:
    """Run every installer, in the order of registration."""
    for installer in _installers:
        installer(connection)


def is_whole(connection: BaseDatabaseWrapper) -> bool:
    """Whether the store has every table and column that the models name: an installer that reads rows waits for that."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
