"""The promise in small: on names and spellings that nobody tuned on, the person is among the five nearest, whatever the script.

`parvis bench linkage` measures the same at 100,000 persons, through the register and its sealed fields.
"""

import random
from collections import defaultdict

from parvis.engines.names import Known, asked_keys, born, nearest, rarity, stored_keys
from tests.benchmarks.registrations import HELD_OUT, ORIGINS, Registration, again, people, registered

PERSONS, ASKED, COMPARED = 2_000, 250, 110


def known(one: Registration) -> Known:
    return Known(names=(one.name,), born=born(one.born), sex=one.sex)


def test_whoever_comes_again_is_among_the_five_nearest() -> None:
    chance = random.Random(11)
    everybody = list(people(PERSONS, half=HELD_OUT, seed=12))
    register = [registered(who, chance, number=str(who.number)) for who in everybody]
    kept = [known(one) for one in register]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(kept):
        for key in stored_keys(one.names, one.born):
            holders[key].append(number)
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for number in chance.sample(range(PERSONS), ASKED):
        later = known(again(everybody[number], register[number], chance))
        met: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for key in asked_keys(later.names, later.born):
            for other in holders.get(key, ()):
                met[other][key] = len(holders[key])
        among = sorted(met, key=lambda other: -rarity(met[other]))[:COMPARED]
        found = [other for other, _ in nearest(later, {other: kept[other] for other in among})]
        hits[everybody[number].origin].append(number in found)
    every = [hit for found in hits.values() for hit in found]
    assert sum(every) / len(every) >= 0.985
    shares = {origin: sum(hits[origin]) / len(hits[origin]) for origin in ORIGINS}
    assert max(shares.values()) - min(shares.values()) <= 0.05, shares
