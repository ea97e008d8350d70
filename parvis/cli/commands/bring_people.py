"""`parvis import people FILE.csv`: the list of another register, into ours."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from parvis.cli.commands.registers import actor_for, add_controller
from parvis.cli.commands.sources import source_name, source_of
from parvis.core.clock import now
from parvis.exchange.persons.load import load
from parvis.people import queries as people


def add(formats: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = formats.add_parser("people", help="persons of another register, in CSV")
    parser.add_argument("path", type=Path, help="a CSV file with the columns source_id, names, born, sex")
    parser.add_argument("--report", type=Path, metavar="FILE.csv", help="one row for each rejected or repaired record")
    parser.add_argument("--source", type=source_name, help="name of the list (default: that of the file)")
    add_controller(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, bring in, tell."""
    at = now()
    by = actor_for(arguments, "import.people", at=at, begin=True)
    source = arguments.source or source_of(arguments.path)
    loaded = load(arguments.path, source=source, by=by, at=at, report=arguments.report)
    waiting = people.waiting_for_notice(by)
    if arguments.json:
        print(json.dumps({**loaded.counts, "wait_for_notice": waiting, "reasons": loaded.reasons}))
        return 0
    print(f"{loaded.counts['read']} persons in the list {source}")
    for name in ("created", "updated", "unchanged", "rejected"):
        print(f"  {name:10} {loaded.counts[name]:>8}")
    for reason, count in loaded.reasons.items():
        print(f"    {reason:40} {count:>6}")
    print(f"  {waiting} persons of the register wait for the notice: it is given when they first come")
    if arguments.report:
        print(f"  every rejected or repaired record: {arguments.report}")
    return 0
