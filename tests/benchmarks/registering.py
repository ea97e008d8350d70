"""A register of 100,000 invented persons brought in from a list, and two thousand of them asked for as another desk wrote them."""

import csv
import json
import os
import random
import time
from collections import defaultdict
from pathlib import Path

from tests.benchmarks.house import open_house
from tests.benchmarks.registrations import HELD_OUT, Registration, again, people, registered

SIZE, ASKED, SEED = 100_000, 2_000, 20260


def main(size: int, asked: int) -> dict[str, object]:
    """Bring in, ask, tell."""
    home = open_house()
    everybody = list(people(size, half=HELD_OUT, seed=SEED))
    chance = random.Random(SEED + 1)
    register = [registered(who, chance, number=f"N{who.number}") for who in everybody]
    bringing = brought_in(register, home)
    chosen = random.Random(SEED + 2).sample(range(size), asked)
    return {"persons": size, "asked": asked, "import": bringing, **_asked(everybody, register, chosen, chance)}


def brought_in(register: list[Registration], folder: Path) -> float:
    """Seconds."""
    from parvis.access.actions import create_organisation
    from parvis.core.clock import now
    from parvis.exchange.persons.load import load
    from parvis.kernel.actor import Actor

    path = folder / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("source_id", "names", "born", "sex"))
        writer.writerows((one.source_id, one.name, one.born, one.sex) for one in register)
    system = Actor.system("bench")
    town = create_organisation(name="Bench", is_controller=True, by=system, at=now())
    begun = time.perf_counter()
    loaded = load(path, source="bench", by=Actor.system("bench", controller_id=town.pk), at=now())
    assert loaded.counts["created"] == len(register), loaded
    return time.perf_counter() - begun


def _asked(
    everybody: list, register: list[Registration], chosen: list[int], chance: random.Random
) -> dict[str, object]:
    from parvis.access.queries import controller_called
    from parvis.engines.names import Known, born
    from parvis.kernel.actor import Actor
    from parvis.people.queries import nearest_registered

    by = Actor.system("bench", controller_id=controller_called())
    took, busy, first, five = [], [], 0, 0
    met: defaultdict[str, list[bool]] = defaultdict(list)
    for number in chosen:
        one = again(everybody[number], register[number], chance)
        begun, work = time.perf_counter(), time.process_time()
        found = nearest_registered(by, Known(names=(one.name,), born=born(one.born), sex=one.sex))
        took.append((time.perf_counter() - begun) * 1000)
        busy.append((time.process_time() - work) * 1000)
        numbers = [row.source_id for row in found]
        hit = one.source_id in numbers
        first, five = first + (numbers[:1] == [one.source_id]), five + hit
        met[f"origin {one.origin}"].append(hit)
        met["script the same" if one.own_script == register[number].own_script else "script another"].append(hit)
    took.sort()
    busy.sort()
    return {
        "recall1": first / len(chosen),
        "recall5": five / len(chosen),
        "median": took[len(took) // 2],
        "p95": took[int(len(took) * 0.95)],
        "busy": busy[int(len(busy) * 0.95)],
        "groups": {name: sum(hits) / len(hits) for name, hits in sorted(met.items())},
    }


if __name__ == "__main__":
    print(json.dumps(main(int(os.environ.get("PARVIS_BENCH_PERSONS", SIZE)), ASKED)))
