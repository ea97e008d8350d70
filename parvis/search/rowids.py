"""Row ids of the index: 44 bits of Morton cell (about 5 by 10 m at the equator), then 18 bits of sequence.

Near places have near ids, so that `MATCH … AND rowid BETWEEN` walks a neighbourhood and nothing else. What has no place has a
negative id.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Container

from parvis.engines.geo import cell, ranges

SEQUENCE_BITS = 18
DROPPED_BITS = 8  # of the 52 bits of a cell
_SEQUENCES = 1 << SEQUENCE_BITS
ANYWHERE = ((-(1 << 62), (1 << 62)),)

Runs = tuple[tuple[int, int], ...]


def row_id(kind: str, object_id: int, point: tuple[float, float] | None, taken: Container[int]) -> int:
    """An id for an object at a point that is not among `taken`. Deterministic for the same `taken`."""
    sequence = (object_id * 8 + zlib.crc32(kind.encode()) % 8) % _SEQUENCES
    if point is None:
        found = -1 - (object_id * 8 + zlib.crc32(kind.encode()) % 8)
        while found in taken:
            found -= 1 << 40
        return found
    base = (cell(*point) >> DROPPED_BITS) << SEQUENCE_BITS
    for step in range(_SEQUENCES):
        found = base + (sequence + step) % _SEQUENCES
        if found not in taken:
            return found
    raise OverflowError("more than 262,144 objects at one address")


@functools.lru_cache(maxsize=512)
def runs_around(lat: float, lon: float, km: float) -> Runs:
    """Runs of ids, both ends included, that hold everything in the circle (and a little more), and what has no place."""
    shifted = [
        ((first >> DROPPED_BITS) << SEQUENCE_BITS, (((last >> DROPPED_BITS) + 1) << SEQUENCE_BITS) - 1)
        for first, last in ranges(lat, lon, km, max_ranges=12)
    ]
    return ((ANYWHERE[0][0], -1), *_joined(shifted))


def _joined(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
