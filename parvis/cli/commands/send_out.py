"""`parvis export hsds PATH`: the directory as an HSDS 3.0 folder."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from parvis.directory import queries as directory
from parvis.exchange.hsds.writer import OrganisationOut, ServiceOut, export_folder


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("export", help="give data out")
    formats = parser.add_subparsers(dest="format", required=True, metavar="FORMAT")
    hsds = formats.add_parser("hsds", help="the directory as a folder of HSDS 3.0 JSON")
    hsds.add_argument("path", type=Path, help="the folder to write; it is made if it is not there")
    hsds.add_argument("--json", action="store_true", help="print one JSON object")
    hsds.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the folder and say how many."""
    written = export_folder(
        arguments.path,
        services=map(_service, directory.every_service()),
        organisations=map(_organisation, directory.every_organisation()),
    )
    if arguments.json:
        print(json.dumps({"written": written, "path": str(arguments.path)}))
    else:
        print(f"{written['services']} services and {written['organizations']} organizations in {arguments.path}")
    return 0


def _service(entry: directory.ServiceEntry) -> ServiceOut:
    return ServiceOut(
        id=entry.public_id,
        record=entry.record,
        organisation=_organisation(entry.organisation),
        location_ids=entry.location_ids,
    )


def _organisation(entry: directory.OrganisationEntry) -> OrganisationOut:
    return OrganisationOut(id=entry.public_id, record=entry.record, location_ids=entry.location_ids)
