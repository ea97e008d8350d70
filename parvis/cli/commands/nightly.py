"""`parvis nightly`: what a timer calls once a day. What is overdue is computed when read; this makes it durable."""

from __future__ import annotations

import argparse
import json
from datetime import datetime

from parvis.casework import actions as casework
from parvis.core import chain
from parvis.core.clock import now
from parvis.directory import actions as directory
from parvis.engagement import actions as engagement
from parvis.kernel.actor import Actor
from parvis.oversight import actions as oversight
from parvis.people import actions as people


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("nightly", help="expire consents and links, flag silence, erase what is due")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Do the night's work as a named system actor."""
    by, at = Actor.system("nightly"), now()
    counts = {
        "consents_expired": people.expire_consents(by=by, at=at),
        "likeness_renewed": people.renew_likeness(by=by, at=at),
        **engagement.nightly(by=by, at=at),
        **casework.nightly(by=by, at=at),
        "look_alikes_found": directory.compare_listings(by=by, at=at)["new"],
        **_purge(at),
        "rows_of_logs_sealed": chain.seal_logs(at=at),
    }
    if arguments.json:
        print(json.dumps(counts))
    else:
        for name, count in counts.items():
            print(f"{name.replace('_', ' ')}: {count}")
    return 0


def _purge(at: datetime) -> dict[str, int]:
    done = oversight.purge(by=Actor.system("retention"), at=at)
    return {"erased": done.things.total(), "due_and_left": done.left.total()}
