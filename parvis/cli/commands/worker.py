"""`parvis worker`: does queued tasks until interrupted. `parvis serve` starts one by itself."""

from __future__ import annotations

import argparse
import logging
import time

from django.core.management import call_command
from django.db import OperationalError, connections

PAUSE = 3.0
log = logging.getLogger(__name__)


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("worker", help="do queued background tasks")
    parser.add_argument("--once", action="store_true", help="do what is queued and stop")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Work. A store that is held by somebody else for long, or that comes back later, ends neither this nor the pages beside it."""
    while True:
        try:
            call_command("db_worker", batch=arguments.once, interval=1, verbosity=0, startup_delay=False)
        except OperationalError as error:
            if arguments.once:
                raise
            log.warning("the store did not answer, tried again soon: %s", error)
            connections.close_all()
            time.sleep(PAUSE)
        else:
            return 0
