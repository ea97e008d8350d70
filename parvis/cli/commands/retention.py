"""`parvis retention …`: what is due, the purge, its certificates. Numbers alone, nobody's name."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from parvis.access import queries as access
from parvis.core.clock import now
from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.oversight import actions, queries

Run = Callable[[argparse.Namespace], int]
BY = Actor.system("retention")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the commands."""
    top = subparsers.add_parser("retention", help="what is due to be erased, the purge, its certificates")
    steps = top.add_subparsers(dest="step", required=True, metavar="STEP")
    due = _step(steps, "due", "the dry run: how much the purge would erase; nothing is changed", run_due)
    due.add_argument("--on", type=_day, default=None, metavar="YYYY-MM-DD", help="as of the end of that day")
    _step(steps, "purge", "erase what is due; ended anywhere, it goes on where it was", run_purge)
    erase = _step(steps, "erase", "one person before her time, because she asks for it; certified", run_erase)
    erase.add_argument("record", help="the code of her record, as in the log of readings")
    erase.add_argument("--controller", default="", help="whose register; without it the first controller's")
    erase.add_argument("--yes", action="store_true", help="she is told and it is agreed: erase her now")
    _step(steps, "certificates", "what each purge erased, by which rule", run_certificates)


def _step(steps: Any, name: str, says: str, run: Run) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = steps.add_parser(name, help=says)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text} is no day, write it as in 2027-03-09"
        raise argparse.ArgumentTypeError(msg) from None


def run_due(arguments: argparse.Namespace) -> int:
    """One line a class and model."""
    at = now() if arguments.on is None else _end_of(arguments.on)
    lines = [*queries.due_lines(BY, at), *queries.log_lines(at)]
    told = [f"{line.klass} ({line.days} days) {line.model}: {line.things}" for line in lines]
    _tell(arguments, {"due": [asdict(line) for line in lines]}, told or ["nothing is due"])
    return 0


def run_purge(arguments: argparse.Namespace) -> int:
    """How much went; 1 where something was left because something else still stands on it."""
    done = actions.purge(by=BY, at=now())
    told = [f"{model}: {count} erased" for model, count in done.things.items()]
    told += [f"{model}: {count} left, something still stands on them" for model, count in done.left.items()]
    facts = {"run": done.run, "erased": dict(done.things), "left": dict(done.left)}
    _tell(arguments, facts, [*(told or ["nothing was due"]), *([f"certificate {done.run}"] if done.things else [])])
    return int(bool(done.left))


def run_erase(arguments: argparse.Namespace) -> int:
    """Only with `--yes`: it can't be undone. The certificate's number, and nothing of her."""
    if not arguments.yes:
        _tell(arguments, {"erased": 0}, ["nothing was erased: add --yes once the officer has agreed in writing"])
        return 1
    by = Actor.system("retention", controller_id=access.controller_called(arguments.controller))
    run = actions.erase_on_request(record=arguments.record, by=by, at=now())
    _tell(arguments, {"run": run, "erased": 1}, ["1 person erased", f"certificate {run}"])
    return 0


def run_certificates(arguments: argparse.Namespace) -> int:
    """The newest first, each with its lines."""
    found = queries.certificates(BY)
    told = []
    for one in found:
        told.append(f"{one.run} {one.at.isoformat(timespec='seconds')} sealed: {one.seal or 'not yet'}")
        for line in one.lines:
            rows = ", ".join(f"{table} {count}" for table, count in line.rows.items())
            told.append(
                f"  {line.klass} ({line.days} days after {line.counted_from}) {line.model}: {line.things} [{rows}]"
            )
    facts = [{**asdict(one), "at": one.at.isoformat()} for one in found]
    _tell(arguments, {"certificates": facts}, told or ["nothing was erased yet"])
    return 0


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=ZoneInfo(house().time_zone))


def _tell(arguments: argparse.Namespace, facts: dict[str, Any], lines: list[str]) -> None:
    print(json.dumps(facts) if arguments.json else "\n".join(lines))
