"""Kill −9 at random moments: one deed after the other, on one store that must stay whole.

    python -m tests.crash.run --moments 500 [--seed 1]       on the store that DATABASE_URL names, else on a SQLite file

The parent touches neither store nor keys. It forks a child that does the deed, ends it at a random moment, and forks another that
looks whether the store is whole. What a deed has been told is done it writes into a ledger beside the store.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.pop("PARVIS_NO_MIGRATIONS", None)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--deed", action="append", help="only these")
    arguments = parser.parse_args(argv)
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(10**6)
    django.setup()
    from tests.crash import deeds, whole

    chance = random.Random(seed)
    place = Path(os.environ["PARVIS_HOME"]) / "crash"
    place.mkdir()
    forked(lambda: deeds.begin(place))
    usual = {name: timed(lambda deed=deed: deed(place)) for name, deed in chosen(deeds.DEEDS, arguments.deed).items()}
    forked(lambda: whole.look(place))
    found_whole = 0
    killed: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for moment in range(arguments.moments):
        name = list(usual)[moment % len(usual)]
        after = chance.uniform(0, usual[name] * 1.1)
        was_killed = forked(lambda name=name: deeds.DEEDS[name](place), kill_after=after)
        (killed if was_killed else ended)[name] += 1
        try:
            forked(lambda: whole.look(place))
        except RuntimeError:
            print(f"moment {moment}: {name}, killed after {after:.3f} s, seed {seed}", file=sys.stderr)
        else:
            found_whole += 1
    forked(lambda: whole.end(place))
    told = json.loads((place / "told.json").read_text())
    store = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    figures = {"moments": arguments.moments, "found_whole": found_whole, "killed": killed, "ended_before": ended}
    print(json.dumps({"store": store, "seed": seed, **figures, **told}))
    return 0 if found_whole == arguments.moments else 1


def chosen(every: dict[str, Callable[[Path], None]], names: list[str] | None) -> dict[str, Callable[[Path], None]]:
    return {name: deed for name, deed in every.items() if not names or name in names}


def timed(deed: Callable[[], None]) -> float:
    """How long it takes when nobody ends it."""
    began = time.monotonic()
    forked(deed)
    return time.monotonic() - began


def forked(deed: Callable[[], None], *, kill_after: float | None = None) -> bool:
    """Do it in a process of its own; whether that was killed. A deed that fails by itself is an error."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            deed()
            code = 0
        except BaseException:  # noqa: BLE001 - whatever it is, the parent hears of it
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    if kill_after is not None:
        until = time.monotonic() + kill_after
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return came(status)
            time.sleep(0.0005)
        os.kill(child, signal.SIGKILL)
    return came(os.waitpid(child, 0)[1])


def came(status: int) -> bool:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"a process failed with {os.waitstatus_to_exitcode(status)}")
    return False


if __name__ == "__main__":
    raise SystemExit(main())
