"""`parvis bench linkage`: somebody who comes a second time is found at the desk, whatever the script.

Names are attested spellings (`names/`), cut in two halves by a checksum of the name in its own script: the engine was tuned on one, this
is the other. Goals: among the five nearest at least 98.5 of 100; 95 of 100 answers within 50 ms; no origin or script more than 0.05
behind another.
"""

from typing import Any

from tests.benchmarks.apart import run_apart


def run() -> dict[str, Any]:
    """Figures of the desk, at 100,000 persons unless `PARVIS_BENCH_PERSONS` says another number."""
    told = run_apart("registering")
    groups = told["groups"]
    origins = [share for name, share in groups.items() if name.startswith("origin")]
    scripts = [share for name, share in groups.items() if name.startswith("script")]
    return {
        "figures": {
            "persons in the register": told["persons"],
            "import, s": round(told["import"], 1),
            "persons brought in a second": round(told["persons"] / told["import"]),
            "asked for": told["asked"],
            "recall@5": round(told["recall5"], 4),
            "first of the five": round(told["recall1"], 4),
            "median, ms": round(told["median"], 1),
            "p95, ms": round(told["p95"], 1),
            "p95 of the processor alone, ms": round(told["busy"], 1),
            "gap between origins": round(max(origins) - min(origins), 4),
            "gap between scripts": round(max(scripts) - min(scripts), 4),
            **{f"recall@5, {name}": round(share, 4) for name, share in groups.items()},
        },
        "ratios": {"50 ms / p95": round(50 / told["p95"], 2)},
    }
