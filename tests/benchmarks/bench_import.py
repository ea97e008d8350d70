"""`parvis bench import`: a directory of Miami's size into an empty store. Goal: at least 3,600 services in at most 30 s."""

from typing import Any

from tests.benchmarks.apart import run_apart


def run() -> dict[str, Any]:
    """Seconds, and what a second run saves."""
    told = run_apart("bringing")
    return {
        "figures": {
            "directory": told["name"],
            "services": told["services"],
            "import, s": round(told["first"], 1),
            "services a second": round(told["services"] / told["first"]),
            "the same again, s": round(told["again"], 1),
        },
        "ratios": {"the same again / first": round(told["again"] / told["first"], 2)},
    }
