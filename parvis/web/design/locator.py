"""A small plan of places: numbered dots at their relative positions on a plain grid.

No tiles and no third party, so nobody learns what was searched. An equirectangular projection around the middle is
exact enough for a town (error under 0.1 % below 50 km).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

WIDTH, HEIGHT, MARGIN = 400.0, 300.0, 32.0
KM_A_DEGREE = 111.32
STEPS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
DOT = 12.0


class Place(Protocol):
    """A place with a position in degrees (WGS 84)."""

    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A numbered dot on the plan, in the units of its viewBox."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan: dots, the reader's place if known, grid lines, and the side of a grid square in km."""

    spots: tuple[Spot, ...]
    you: tuple[float, float] | None
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    square_km: float

    @property
    def square_text(self) -> str:
        """`500 m` or `2 km`, digits only; the template adds the unit."""
        return f"{round(self.square_km * 1000)}" if self.square_km < 1 else f"{self.square_km:g}"


def plan(places: Sequence[Place], centre: tuple[float, float] | None = None, first: int = 1) -> Plan | None:
    """Lay out the places that have a position; None when fewer than one has. Numbers are those of the list."""
    placed = [
        (number, (place.lat, place.lon))
        for number, place in enumerate(places, start=first)
        if place.lat is not None and place.lon is not None
    ]
    if not placed:
        return None
    everything = [where for _, where in placed] + ([centre] if centre else [])
    mid_lat = (min(p[0] for p in everything) + max(p[0] for p in everything)) / 2
    mid_lon = (min(p[1] for p in everything) + max(p[1] for p in everything)) / 2
    narrow = math.cos(math.radians(mid_lat))

    def in_km(where: tuple[float, float]) -> tuple[float, float]:
        return (where[1] - mid_lon) * KM_A_DEGREE * narrow, (mid_lat - where[0]) * KM_A_DEGREE

    kms = [in_km(where) for where in everything]
    scale = _scale(max(abs(x) for x, _ in kms), max(abs(y) for _, y in kms))
    square = next((step for step in STEPS_KM if step * scale >= 40), STEPS_KM[-1])

    def on_plan(where: tuple[float, float]) -> tuple[float, float]:
        x, y = in_km(where)
        return round(WIDTH / 2 + x * scale, 1), round(HEIGHT / 2 + y * scale, 1)

    return Plan(
        spots=_apart([(number, *on_plan(where)) for number, where in placed]),
        you=on_plan(centre) if centre else None,
        columns=_lines(WIDTH, square * scale),
        rows=_lines(HEIGHT, square * scale),
        square_km=square,
    )


def _scale(half_x: float, half_y: float) -> float:
    """Plan units a kilometre so that the farthest place is inside the margin; 300 m around a single place."""
    return min((WIDTH / 2 - MARGIN) / max(half_x, 0.3), (HEIGHT / 2 - MARGIN) / max(half_y, 0.3))


def _lines(size: float, step: float) -> tuple[float, ...]:
    start = (size / 2) % step
    return tuple(round(start + step * n, 1) for n in range(int((size - start) // step) + 1))


def _apart(dots: list[tuple[int, float, float]]) -> tuple[Spot, ...]:
    """Move a dot sideways until its number can be read: places in one building share a position."""
    spots: list[Spot] = []
    for number, x, y in dots:
        turn = 0
        px, py = x, y
        while turn < 24 and any(math.hypot(px - s.x, py - s.y) < 2 * DOT - 2 for s in spots):
            angle, radius = turn * math.pi / 4, 2 * DOT * (1 + turn // 8)
            px = min(max(x + radius * math.cos(angle), DOT), WIDTH - DOT)
            py = min(max(y + radius * math.sin(angle), DOT), HEIGHT - DOT)
            turn += 1
        spots.append(Spot(number, round(px, 1), round(py, 1)))
    return tuple(spots)
