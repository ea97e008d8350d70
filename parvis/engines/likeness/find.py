"""Every pair worth asking about among many listings, without comparing all with all."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from parvis.engines.geo import cell
from parvis.engines.likeness.compare import Likeness, likeness
from parvis.engines.likeness.listed import Listed

MOST = 40  # listings in a block: what more of them share tells nothing apart


def alike(items: Sequence[Listed]) -> list[Likeness]:
    """Pairs that look alike, the surest first. Compared are those that share a whole name, or a word of the name together with a
    number, a site, an address, a mail or a place of some hundred metres.
    """
    rarity = rarities(items)
    found: dict[tuple[int, int], Likeness] = {}
    seen: set[tuple[int, int]] = set()
    for one, other in _pairs(items, rarity):
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if pair in seen:
            continue
        seen.add(pair)
        told = likeness(one, other, rarity)
        if told:
            found[pair] = told
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.one, pair.other))


def rarities(items: Sequence[Listed]) -> dict[str, float]:
    """Weight of each word: 1 for the commonest, more the fewer names have it."""
    counts = Counter(word for item in items for word in {*item.words, *item.group_words})
    return {word: 1.0 + math.log(len(items) / n) for word, n in counts.items()}


def _pairs(items: Sequence[Listed], rarity: dict[str, float]) -> Iterator[tuple[Listed, Listed]]:
    blocks: defaultdict[tuple[str, ...], list[Listed]] = defaultdict(list)
    for item in items:
        for key in _keys(item, rarity):
            blocks[key].append(item)
    for block in blocks.values():
        if 1 < len(block) <= MOST:
            yield from combinations(block, 2)


def _keys(item: Listed, rarity: dict[str, float]) -> set[tuple[str, ...]]:
    """What a listing can be found by. A number is shared by a whole house, so it goes together with a word."""
    shared = [("phone", number) for number in item.phones]
    shared += [("address", address) for address in item.addresses]
    shared += [(kind, key) for kind, key in (("site", item.site), ("email", item.email)) if key]
    shared += [("cell", str(near)) for point in item.points for near in _cells(point)]
    if item.group:
        shared.append(("owner", str(item.group)))
    rare = sorted(item.words, key=lambda word: (-rarity[word], word))[:4]
    # The first letters: a mistyped ending still meets.
    keys: set[tuple[str, ...]] = {(*key, word[:4]) for key in shared for word in rare}
    return keys | {("name", name) for name in (item.name, item.other_name) if name}


def _cells(point: tuple[float, float]) -> tuple[int, ...]:
    """Squares of some hundred metres around: the own one, and those that the point is near."""
    step = 0.0012
    return tuple({cell(point[0] + dy, point[1] + dx) >> 18 for dy in (-step, 0, step) for dx in (-step, 0, step)})
