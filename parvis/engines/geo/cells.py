"""Morton cells: one whole number for a place, such that near places mostly have near numbers.

Latitude and longitude are each cut into 2^26 steps (30 cm of latitude, 60 cm of longitude at the equator) and their bits are
interleaved, latitude first: 52 bits, so that a 64-bit row id still has room for a sequence number. A square of the quadtree
is one unbroken run of numbers; a circle is covered by a few runs, which a database finds with BETWEEN. The runs hold every
place of the circle and some outside it: measure the distance afterwards (G. M. Morton, 1966).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from parvis.engines.geo.distance import EARTH_KM, Box, boxes, haversine_km

BITS = 26
STEPS = 1 << BITS
MAX_CELL = (1 << 2 * BITS) - 1
_SPREADS = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


@dataclass(frozen=True, slots=True)
class _Square:
    """A square of the quadtree: its column and row among the 2^level of its level."""

    level: int
    row: int
    column: int

    def box(self) -> Box:
        high, wide = 180 / (1 << self.level), 360 / (1 << self.level)
        south, west = -90 + self.row * high, -180 + self.column * wide
        return Box(south, west, south + high, west + wide)

    def run(self) -> tuple[int, int]:
        shift = 2 * (BITS - self.level)
        first = _interleave(self.row, self.column) << shift
        return first, first + (1 << shift) - 1

    def quarters(self) -> list[_Square]:
        return [_Square(self.level + 1, self.row * 2 + r, self.column * 2 + c) for r in (0, 1) for c in (0, 1)]


def cell(lat: float, lon: float) -> int:
    """The number of a place, 0 to 2^52 - 1. Longitude 180 is -180; latitude 90 is in the last row."""
    row = int((lat + 90) / 180 * STEPS)
    column = int((lon + 180) / 360 * STEPS) % STEPS
    return _interleave(min(max(row, 0), STEPS - 1), column)


def ranges(lat: float, lon: float, km: float, max_ranges: int = 36) -> list[tuple[int, int]]:
    """Ascending runs (first, last), both included, that hold every cell of the circle; at most `max_ranges` of them."""
    around = boxes(lat, lon, km)
    squares = [_Square(0, 0, 0)]
    best = [(0, MAX_CELL)]
    for _ in range(BITS):
        squares = [q for square in squares for q in square.quarters() if _touches(q, around, lat, lon, km)]
        runs = _merged(squares)
        if len(runs) > max_ranges or len(squares) > 8 * max_ranges:
            break
        best = runs
        if _fine_enough(squares[0].level, km):
            break
    return best


def _fine_enough(level: int, km: float) -> bool:
    """A square a twentieth of the radius high leaves too little outside the circle to be worth more runs."""
    return math.pi * EARTH_KM / (1 << level) < km / 20


def _touches(square: _Square, around: tuple[Box, ...], lat: float, lon: float, km: float) -> bool:
    box = square.box()
    # Longitude 180 lives in the column of -180: a circle box that ends at 180 must take it in.
    ends = (
        around
        if not any(b.east >= 180 for b in around)
        else (*around, *(Box(b.south, -180, b.north, -180) for b in around))
    )
    if not any(
        b.south <= box.north and b.north >= box.south and b.west <= box.east and b.east >= box.west for b in ends
    ):
        return False
    if square.level < 3:
        return True
    middle_lat, middle_lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    # From the middle to any point of the square: along its meridian, then along its parallel, longest nearest the equator.
    flat = min(abs(box.south), abs(box.north))
    reach = (box.north - middle_lat) + (box.east - middle_lon) * math.cos(math.radians(flat))
    return haversine_km(lat, lon, middle_lat, middle_lon) <= km + math.radians(reach) * EARTH_KM * 1.000001


def _merged(squares: list[_Square]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for first, last in sorted(square.run() for square in squares):
        if runs and runs[-1][1] + 1 == first:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs


def _interleave(row: int, column: int) -> int:
    return _spread(row) << 1 | _spread(column)


def _spread(value: int) -> int:
    for shift, mask in _SPREADS:
        value = (value | value << shift) & mask
    return value
