from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from parvis.core import after_migrate
from parvis.core.audit.triggers import install, lift


class Command(Migrate):
    """Django's `migrate`, then the write triggers and what rooms install: no table is ever left without them."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        lift(connection)
        try:
            super().handle(*args, **options)
        finally:
            install(connection)
        after_migrate.run(connection)
