"""`parvis keys …`: what lies in the folder of keys, a new key, the end of an old one, shares, lock, opening."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from parvis.core import rotation
from parvis.core.clock import now
from parvis.core.keys import BACKUP, TOKENS, KeysLocked, KeysRefused, folder, lock, versions

Run = Callable[[argparse.Namespace], int]
STAY = (TOKENS, BACKUP)


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the commands. Those about the folder alone work when the store does not."""
    top = subparsers.add_parser("keys", help="exchange, share, lock and open the keys")
    steps = top.add_subparsers(dest="step", required=True, metavar="STEP")
    _step(steps, "status", "which keys there are, and whether the house is locked", run_status, store=False)
    rotate = _step(steps, "rotate", "a new key for each ring, and everything passed over to it", run_rotate)
    rotate.add_argument("ring", nargs="*", help="as `keys status` names them (default: all)")
    rotate.add_argument("--finish", action="store_true", help="begin none; finish what was begun")
    destroy = _step(steps, "destroy", "destroy old keys that nothing is sealed with", run_destroy)
    destroy.add_argument("ring", nargs="*", help="as `keys status` names them (default: all)")
    destroy.add_argument(
        "--at-once", action="store_true", help="do not wait a day for forms that are open in somebody's browser"
    )
    share = _step(steps, "share", "give out shares, of which some together open the house", run_share, store=False)
    share.add_argument("keeper", nargs="+", metavar="NAME", help="who gets a share")
    share.add_argument("--need", type=int, required=True, metavar="K", help="how many open the house")
    _step(steps, "lock", "shut the keys away: nothing personal can be read from now on", run_lock, store=False)
    _step(steps, "open", "open the house with shares, one a line on standard input", run_open, store=False)


def _step(steps: Any, name: str, says: str, run: Run, *, store: bool = True) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = steps.add_parser(name, help=says)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run, needs_store=store)
    return parser


def run_status(arguments: argparse.Namespace) -> int:
    """Names, ids and states; never a key."""
    kept = lock.shares_out()
    told: dict[str, Any] = {
        "folder": str(folder.folder()),
        "locked": folder.is_locked(),
        "rings": {scope: _versions(scope) for scope in folder.scopes()},
        "shares": {"need": kept.need, "keepers": [one.name for one in kept.keepers], "made_at": kept.made_at}
        if kept
        else None,
    }
    lines = [f"folder   {told['folder']}", f"locked   {'yes' if told['locked'] else 'no'}"]
    for scope, found in told["rings"].items():
        lines.append(f"{scope:8} " + ", ".join(" ".join(filter(None, one.values())) for one in found))
    if kept:
        lines.append(f"shares   {kept.need} of {len(kept.keepers)}: {', '.join(one.name for one in kept.keepers)}")
    else:
        lines.append("shares   none given out: the house can't be locked")
    return _tell(arguments, told, lines)


def _versions(scope: str) -> list[dict[str, str]]:
    return [{"id": one.id, "state": one.state, "since": one.since} for one in folder.read(scope) or []]


def run_rotate(arguments: argparse.Namespace) -> int:
    """Ring after ring. Not finished is a failure: something is left under the old key."""
    done = rotation.rotate(_rings(arguments.ring), at=now(), begin=not arguments.finish)
    lines = [
        f"{one.scope}: {one.rows} rows and {one.indexes} indexes passed to the new key"
        + ("" if one.finished else f"; {one.unreadable} can't be read and keep the old one")
        for one in done
    ]
    _tell(arguments, {"rings": [asdict(one) for one in done]}, lines)
    return 0 if all(one.finished for one in done) else 1


def run_destroy(arguments: argparse.Namespace) -> int:
    """Ring after ring; the first that can't be ends it."""
    gone = {
        scope: rotation.destroy(scope, at=now(), at_once=arguments.at_once)
        for scope in _rings(arguments.ring)
        if arguments.ring or any(one.state == folder.UNUSED for one in versions.versions_of(scope))
    }
    lines = [f"{scope}: {count} old keys destroyed" for scope, count in gone.items()] or ["no key is unused"]
    if any(gone.values()):
        lines.append("backups from before the rotation can't be read any more: make one now")
    return _tell(arguments, {"destroyed": gone}, lines)


def run_share(arguments: argparse.Namespace) -> int:
    """Told once. Whoever hands them out tears them apart."""
    keepers = lock.share_out(arguments.keeper, need=arguments.need, at=now())
    told = {"need": arguments.need, "shares": [asdict(one) for one in keepers]}
    lines = [f"Any {arguments.need} of these open the house. They are told this once; earlier shares open no new lock."]
    lines += [f"\n{one.name}\n    {one.text}" for one in keepers]
    return _tell(arguments, told, lines)


def run_lock(arguments: argparse.Namespace) -> int:
    """Running processes notice within seconds."""
    count = lock.lock(at=now())
    kept = lock.shares_out()
    assert kept is not None
    names = ", ".join(one.name for one in kept.keepers)
    lines = [f"locked: {count} rings are shut away; {kept.need} of these open them again: {names}"]
    return _tell(arguments, {"locked": True, "rings": count, "need": kept.need}, lines)


def run_open(arguments: argparse.Namespace) -> int:
    """Shares never stand on the command line, which others can read."""
    count = lock.unlock(list(_shares()))
    return _tell(arguments, {"locked": False, "rings": count}, [f"open: {count} rings are back"])


def _shares() -> Iterator[str]:
    if not sys.stdin.isatty():
        yield from (line for line in sys.stdin.read().splitlines() if line.strip())
        return
    while text := getpass.getpass("share (empty: no more): ").strip():
        yield text


def _rings(named: list[str]) -> list[str]:
    if folder.is_locked():
        raise KeysLocked
    there = [scope for scope in folder.scopes() if scope not in STAY]
    for scope in named:
        if scope in STAY:
            raise KeysRefused("keys.not_rotated", scope=scope)
        if scope not in there:
            raise KeysRefused("keys.no_ring", scope=scope)
    return named or there


def _tell(arguments: argparse.Namespace, told: dict[str, Any], lines: list[str]) -> int:
    print(json.dumps(told, ensure_ascii=False) if arguments.json else "\n".join(lines))
    return 0
