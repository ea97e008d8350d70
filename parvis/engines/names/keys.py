"""What two registrations of one person share, whatever the desk wrote: the values whose blind indexes find candidates.

Pairs of skeletons, each with and without the year; a skeleton with the year; the day of birth. Order of words does not matter.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import combinations, product

from parvis.engines.names.born import Born
from parvis.engines.names.sounds import skeletons
from parvis.engines.names.words import Word, glued, words_of

VERSION = 1  # of everything that keys depend on: raised, they are all made again
MOST_WORDS = 4
_NEAR = (0, -1, 1)


def stored_keys(names: Iterable[str], when: Born) -> frozenset[str]:
    """The keys under which a person is kept."""
    return frozenset(_keys(names, when, years=(when.year,) if when.year else ()))


def asked_keys(names: Iterable[str], when: Born) -> frozenset[str]:
    """Those that are looked for: the years beside hers as well, since papers differ by one."""
    spread = range(-2, 3) if when.about else _NEAR
    return frozenset(_keys(names, when, years=[when.year + step for step in spread] if when.year else ()))


def kind(key: str) -> str:
    """d: day; y: word and year; q: two words and year; p: two words; s: one word."""
    return key[0]


def _keys(names: Iterable[str], when: Born, years: Iterable[int]) -> set[str]:
    found: set[str] = set()
    spread = ["", *map(str, years)]
    for name in names:
        words = telling(words_of(name))
        for one in {one for word in words for one in skeletons(word)}:
            found.update(f"{'y' if year else 's'}{one}{year}" for year in spread)
        for both in _pairs(words):
            found.update(f"{'q' if year else 'p'}{both}{year}" for year in spread)
        for joined in glued(words) if len(words) > 2 else ():
            found.update(f"p{both}" for both in _pairs(joined))
    if when.is_day:
        low, high = sorted((when.month, when.day))
        found.add(f"d{when.year}-{low}-{high}")
    return found


def _pairs(words: tuple[Word, ...]) -> set[str]:
    """Every two words of the name, in every reading, in an order of their own."""
    return {
        "+".join(sorted(pair))
        for left, right in combinations(map(skeletons, words), 2)
        for pair in product(left, right)
    }


def telling(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The first and the last words of a very long name, where the given and the family name stand."""
    return words if len(words) <= MOST_WORDS else (*words[: MOST_WORDS - 1], words[-1])


def rarity(counts: Mapping[str, int]) -> float:
    """What the keys met tell together: each more, the fewer share it."""
    return math.fsum(_WORTH[kind(key)] / math.pow(1.0 + count, 0.35) for key, count in counts.items())


_WORTH = {"d": 3.0, "q": 4.0, "p": 3.0, "y": 2.0, "s": 1.0}
