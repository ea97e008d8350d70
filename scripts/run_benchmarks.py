"""What `make bench` prints: every benchmark `parvis bench` knows, one after another, its figures and its ratios to the peers."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PARVIS = Path(__file__).resolve().parent.parent / ".venv" / "bin" / "parvis"
# In the order of the commands' contract; what this version does not have yet is said and passed over.
NAMES = ("search", "match", "linkage", "web", "import", "evidence")
WRONG_USAGE = 2


def run(name: str) -> dict[str, Any] | None:
    """The answer of one benchmark, or None where this version has none by that name."""
    done = subprocess.run([PARVIS, "bench", name, "--json"], capture_output=True, text=True, check=False)
    if done.returncode == WRONG_USAGE:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return json.loads(done.stdout)


def show(answer: dict[str, Any]) -> None:
    print(f"\n{answer['name']}  ({answer['machine']})")
    for kind in ("figures", "ratios"):
        for label, value in answer.get(kind, {}).items():
            print(f"  {kind[:-1]:7} {label:48} {value}", flush=True)


def main() -> int:
    failed = 0
    absent = []
    for name in NAMES:
        try:
            answer = run(name)
        except (RuntimeError, json.JSONDecodeError) as error:
            failed += 1
            print(f"\n{name}: failed: {error}", flush=True)
            continue
        if answer is None:
            absent.append(name)
        else:
            show(answer)
    if absent:
        print(f"\nnot in this version: {', '.join(absent)}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
