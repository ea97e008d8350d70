"""`parvis bench NAME`: one benchmark of `tests/benchmarks/`, its figures, and ratios to peers measured in the same run."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[3]
NAMES = ("web", "import", "linkage")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command. Benchmarks make stores of their own; the store in force is not touched."""
    parser = subparsers.add_parser("bench", help="run one benchmark")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run, needs_store=False)


def run(arguments: argparse.Namespace) -> int:
    """Run it and print the table or the object."""
    sys.path.insert(0, str(CHECKOUT))
    module = importlib.import_module(f"tests.benchmarks.bench_{arguments.name}")
    answer: dict[str, Any] = {"name": arguments.name, "machine": machine(), **module.run()}
    if arguments.json:
        print(json.dumps(answer))
        return 0
    for kind in ("figures", "ratios"):
        for label, value in answer.get(kind, {}).items():
            print(f"{kind[:-1]:7} {label:52} {value}")
    return 0


def machine() -> str:
    """What it ran on, in a few words."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
