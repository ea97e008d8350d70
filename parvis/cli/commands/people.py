"""`parvis people check-duplicates FILE.jsonl`: who of a list is perhaps in the register already. Nothing is changed."""

from __future__ import annotations

import argparse
import json
import time
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from parvis.cli.commands.registers import actor_for, add_controller
from parvis.core.clock import now
from parvis.engines.names import UNKNOWN, Born, Known, born
from parvis.kernel.actor import Actor
from parvis.people import actions, queries

_SEXES = {"f": "female", "w": "female", "female": "female", "m": "male", "male": "male"}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("people", help="look into the register")
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    check = deeds.add_parser("check-duplicates", help="the nearest registered persons for each line of a file")
    check.add_argument("path", type=Path, metavar="FILE.jsonl", help='one {"names":[…],"born":…,"sex":…} a line')
    add_controller(check)
    check.add_argument("--json", action="store_true", help="print JSON and nothing else")
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """For each line the five nearest, measured after start-up; whom they name is noted as read."""
    at = now()
    asked = list(_asked(arguments.path))
    by = actor_for(arguments, "check-duplicates", at=at)
    actions.renew_likeness(controller_id=by.controller_id, by=by, at=at)
    answers = [_answer(by, one) for one in asked]
    queries.note_nearest(by, {pk for _, ids in answers for pk in ids}, at)
    if arguments.json:
        print(json.dumps([told for told, _ in answers], ensure_ascii=False))
        return 0
    for number, (told, _) in enumerate(answers, start=1):
        print(f"{number}: {len(told['nearest'])} near, {told['took_ms']} ms")
        for row in told["nearest"]:
            print(f"  {row['score']:>3} {row['source_id'] or row['id']} ({', '.join(row['reasons'])})")
    return 0


def _answer(by: Actor, asked: Known) -> tuple[dict[str, Any], list[int]]:
    begun = time.perf_counter()
    found = queries.nearest_registered(by, asked) if asked.names else []
    took = (time.perf_counter() - begun) * 1000
    rows = [
        {"source_id": one.source_id, "id": str(one.public_id), "score": one.score, "reasons": list(one.reasons)}
        for one in found
    ]
    return {"nearest": rows, "took_ms": round(took, 3)}, [one.id for one in found]


def _asked(path: Path) -> Iterator[Known]:
    for number, line in enumerate(path.read_bytes().removeprefix(BOM_UTF8).splitlines(), start=1):
        if line.strip():
            try:
                yield _known(json.loads(line.decode()))
            except (TypeError, AttributeError, ValueError) as error:
                msg = f"{path.name}, line {number}: not a person that can be looked for ({error})"
                raise ValueError(msg) from error


def _known(line: Mapping[str, Any]) -> Known:
    names = line.get("names") or []
    forms = [names] if isinstance(names, str) else [str(name) for name in names]
    split = tuple(form.strip() for name in forms for form in name.split("|") if form.strip())
    return Known(names=split, born=_born(line.get("born")), sex=_SEXES.get(str(line.get("sex") or "").lower(), ""))


def _born(told: object) -> Born:
    """A date or a year; what is neither is unknown, as at the desk."""
    try:
        return born(str(told)) if told else UNKNOWN
    except ValueError:
        return UNKNOWN
