"""`parvis backup PATH`, `parvis restore PATH`: one encrypted file, without a key in it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from parvis.core import backup
from parvis.core.clock import now


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare both commands. A restore makes the store itself."""
    save = subparsers.add_parser("backup", help="write an encrypted backup, while the house is open")
    save.add_argument("path", type=Path, help="the file to write, or a folder for one with the time as its name")
    save.add_argument("--json", action="store_true", help="print one JSON object")
    save.set_defaults(run=run_backup)
    bring = subparsers.add_parser("restore", help="put a backup in the place of the store")
    bring.add_argument("path", type=Path, help="the backup")
    bring.add_argument("--replace", action="store_true", help="although there is something in the store")
    bring.add_argument("--anyway", action="store_true", help="although keys are missing for some of what it holds")
    bring.add_argument("--json", action="store_true", help="print one JSON object")
    bring.set_defaults(run=run_restore, needs_store=False)


def run_backup(arguments: argparse.Namespace) -> int:
    """Write it and say where it is."""
    done = backup.save(arguments.path, at=now())
    told = {"path": str(done.path), "bytes": done.size, "files": done.files}
    print(
        json.dumps(told) if arguments.json else f"{done.path}: {done.size} bytes, {done.files} files besides the store"
    )
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Bring it back and say who was erased again."""
    done = backup.restore(arguments.path, at=now(), replace=arguments.replace, without_keys=arguments.anyway)
    told = {"restored": str(arguments.path), "files": done.files, "erased_again": done.erased_again}
    if arguments.json:
        print(json.dumps(told))
        return 0
    print(f"restored, with {done.files} files; {done.erased_again} that were erased since are erased again")
    print("everybody signs in anew; restart a server that was running")
    return 0
