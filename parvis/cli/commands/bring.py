"""`parvis import hsds PATH`, `parvis import directory PATH --mapping …`: directories of others, clean or dirty, into the store.

`parvis import people FILE.csv` is in `bring_people`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from parvis.cli.commands import bring_people
from parvis.cli.commands.sources import source_name, source_of
from parvis.core.clock import now
from parvis.directory.actions import compare_listings
from parvis.directory.readings import Loaded
from parvis.exchange.hsds.load import load as load_hsds
from parvis.exchange.mapped.load import load as load_mapped
from parvis.kernel.actor import Actor


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("import", help="bring in data")
    formats = parser.add_subparsers(dest="format", required=True, metavar="FORMAT")
    hsds = formats.add_parser("hsds", help="a directory of services in HSDS 1.1, 2.x or 3.x")
    _common(hsds)
    hsds.add_argument(
        "--region", type=_region, default="US", help="country of numbers and addresses that name none (default: US)"
    )
    hsds.add_argument("--language", default="en", help="language of the texts (default: en)")
    hsds.set_defaults(run=run_hsds)
    mapped = formats.add_parser("directory", help="any directory in CSV or JSON, by a mapping file")
    _common(mapped)
    mapped.add_argument(
        "--mapping", required=True, metavar="NAME|FILE.yaml", help="which column is what: one of the house's, or a file"
    )
    mapped.set_defaults(run=run_mapped)
    bring_people.add(formats)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="a folder, a zip, a JSON file or a CSV file")
    parser.add_argument("--report", type=Path, metavar="FILE.csv", help="one row for each rejected or repaired record")
    parser.add_argument(
        "--source", type=source_name, help="name of the source (default: the mapping's, or that of the file or folder)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run_hsds(arguments: argparse.Namespace) -> int:
    """Read, bring in, tell."""
    loaded = load_hsds(
        arguments.path,
        source=arguments.source or source_of(arguments.path),
        region=arguments.region,
        language=arguments.language,
        report=arguments.report,
        by=Actor.system("import.hsds"),
        at=now(),
    )
    return _tell(loaded, f"in HSDS {loaded.reading.version}", arguments)


def run_mapped(arguments: argparse.Namespace) -> int:
    """The same by a mapping."""
    loaded = load_mapped(
        arguments.path,
        by_mapping=arguments.mapping,
        source=arguments.source or "",
        report=arguments.report,
        by=Actor.system("import.directory"),
        at=now(),
    )
    return _tell(loaded, f"by the mapping {arguments.mapping}", arguments)


def _tell(loaded: Loaded, how: str, arguments: argparse.Namespace) -> int:
    counts = loaded.told()
    if counts["created"] or counts["updated"]:
        # What is new is looked at beside what was there; a person decides, at the desk of the directory.
        found = compare_listings(by=Actor.system("import.compare"), at=now())
        counts["look_alike"] = found["open"]
    if arguments.json:
        print(json.dumps(counts, ensure_ascii=False))
        return 0
    print(f"{counts['services']} services and {counts['organisations']} organisations {how}")
    for name in ("read", "created", "updated", "unchanged", "rejected", "missing", "repairs"):
        print(f"  {name:10} {counts[name]:>8}")
    print(f"  of {counts['rows']['read']} rows in all tables, {counts['rows']['rejected']} were rejected")
    if "look_alike" in counts:
        print(
            f"  {counts['look_alike']} pairs of listings look alike and wait for somebody to say whether they are the same"
        )
    for reason, count in counts["reasons"].items():
        print(f"    {reason:40} {count:>6}")
    if arguments.report:
        print(f"  every rejected or repaired record: {arguments.report}")
    return 0


def _region(text: str) -> str:
    if len(text) != 2 or not (text.isascii() and text.isalpha()):
        msg = f"not a country code of two letters: {text}"
        raise argparse.ArgumentTypeError(msg)
    return text.upper()
