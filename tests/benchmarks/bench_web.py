"""`parvis bench web`: what a page costs the server. Times are of the whole answer inside one process; the network comes on top.

Goals: a public search p95 at most 50 ms, six statements, 14 KB with its stylesheet; a worker's queue and a person's page ten
statements and 10 ms of CPU, the same with 100,000 persons; on slow 3G a first paint within 2.0 s, usable within 2.5 s. The peer is Django alone: one table of twenty rows on one page.
"""

from typing import Any

from tests.benchmarks.apart import run_apart


def run() -> dict[str, Any]:
    """The stages one after another, so that none slows the other."""
    bare, public, staff, slow = run_apart("bare"), run_apart("public"), run_apart("staff"), run_apart("slow")
    rates = {
        "requests/s, one process: public search": round(public["rate"]),
        "requests/s, one process: bare Django, 20 rows": round(bare["rate"]),
    }
    return {
        "figures": public["figures"] | rates | slow["figures"] | staff["figures"],
        "ratios": {"public search / bare Django, requests/s": round(public["rate"] / bare["rate"], 2)}
        | staff["ratios"],
    }
