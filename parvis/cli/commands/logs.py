"""`parvis logs …`: seals the logs, checks them against their seals, tells the newest seals."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from parvis.core import chain
from parvis.core.clock import now

Run = Callable[[argparse.Namespace], int]


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the commands."""
    top = subparsers.add_parser("logs", help="seal the logs of writes, reads and states, and check them")
    steps = top.add_subparsers(dest="step", required=True, metavar="STEP")
    _step(steps, "seal", "seal what was written since the last time", run_seal)
    _step(steps, "check", "compare the logs with their seals: 1 when a row was removed, added or changed", run_check)
    _step(steps, "head", "the newest seals, to be kept elsewhere", run_head)


def _step(steps: Any, name: str, says: str, run: Run) -> None:
    parser: argparse.ArgumentParser = steps.add_parser(name, help=says)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run_seal(arguments: argparse.Namespace) -> int:
    """How many rows are sealed now that were not."""
    sealed = chain.seal_logs(at=now())
    _tell(arguments, {"sealed": sealed}, [f"{sealed} rows sealed"])
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """What is whole, what is open still, and every fault."""
    found = chain.check()
    lines = [
        f"{found.sealed_rows} rows are sealed, {found.open_rows} came since",
        *([f"{found.set_aside} seals were set aside by a restore"] if found.set_aside else []),
        *([f"{found.gone} rows went at the end of their time"] if found.gone else []),
        *(_line(fault) for fault in found.faults),
        "the logs are not as they were sealed" if found.faults else "the logs are as they were sealed",
    ]
    _tell(arguments, asdict(found), lines)
    return int(bool(found.faults))


def run_head(arguments: argparse.Namespace) -> int:
    """One line a log."""
    seals = chain.head()
    _tell(
        arguments,
        {one.log: asdict(one) for one in seals},
        [f"{one.log} {one.last} {one.digest} {one.at}" for one in seals],
    )
    return 0


def _line(fault: chain.Fault) -> str:
    where = f"{fault.log}, rows {fault.first} to {fault.last}"
    return f"{where}: something was changed" if fault.what == "changed" else f"{where}: {fault.rows} {fault.what}"


def _tell(arguments: argparse.Namespace, facts: dict[str, Any], lines: list[str]) -> None:
    print(json.dumps(facts) if arguments.json else "\n".join(lines))
