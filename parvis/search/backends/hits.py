from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

Ids = np.ndarray  # int64, ascending, each once


@dataclass
class Hits:
    """Row ids by the number of a word in the question: those with it anywhere, and those with it in the title."""

    anywhere: dict[int, Ids] = field(default_factory=dict)
    title: dict[int, Ids] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int]]) -> Hits:
        """From (word's number, 1 when in the title, row id)."""
        anywhere: defaultdict[int, list[int]] = defaultdict(list)
        title: defaultdict[int, list[int]] = defaultdict(list)
        for number, in_title, row in rows:
            (title if in_title else anywhere)[number].append(row)
        return cls(
            {n: np.unique(np.array(ids + title.get(n, []), dtype=np.int64)) for n, ids in _both(anywhere, title)},
            {n: np.unique(np.array(ids, dtype=np.int64)) for n, ids in title.items()},
        )


def _both(one: dict[int, list[int]], two: dict[int, list[int]]) -> Iterable[tuple[int, list[int]]]:
    return ((number, one.get(number, [])) for number in sorted(one.keys() | two.keys()))
