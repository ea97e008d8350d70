"""One module a command; each offers `add(subparsers)` and sets `run`."""

from __future__ import annotations

import argparse

from parvis import __version__
from parvis.cli.commands import (
    backup,
    bench,
    bring,
    demo,
    keys,
    logs,
    nightly,
    people,
    retention,
    search,
    send_out,
    serve,
    worker,
)

MODULES = (serve, demo, bring, send_out, search, people, nightly, worker, keys, logs, retention, backup, bench)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="parvis", description="The platform where newcomers and their town meet.")
    top.add_argument("--version", action="version", version=f"parvis {__version__}")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in MODULES:
        module.add(subparsers)
    return top
