"""Distances on a sphere, which is right to 0.5 % and enough to say "800 metres away"."""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH_KM = 6371.0088  # mean radius, IUGG
_SLACK = 1e-9  # degrees; rounding must not lose a point that lies on the edge


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees, edges included, never across the antimeridian: west <= east."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point is inside or on the edge."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def is_place(lat: float | None, lon: float | None) -> bool:
    """Whether these are coordinates of somewhere: in range and not the 0, 0 that an empty form gives."""
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return False
    return -90 <= lat <= 90 and -180 <= lon <= 180 and not (lat == 0 and lon == 0)


def haversine_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km (haversine, which keeps its precision for near points)."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def boxes(lat: float, lon: float, km: float) -> tuple[Box, ...]:
    """The box around a circle: two when it crosses the antimeridian, all longitudes when it holds a pole.

    The half width is asin(sin r / cos lat), wider than r / cos lat (J. P. Matuschek, "Finding points within a distance").
    """
    angle = km / EARTH_KM
    degrees = math.degrees(angle) + _SLACK
    south, north = lat - degrees, lat + degrees
    if south <= -90 or north >= 90 or angle >= math.pi / 2:
        return (Box(max(south, -90.0), -180.0, min(north, 90.0), 180.0),)
    wide = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(lat))))) + _SLACK
    west, east = lon - wide, lon + wide
    if wide >= 180:
        return (Box(south, -180.0, north, 180.0),)
    if west < -180:
        return (Box(south, west + 360, north, 180.0), Box(south, -180.0, north, east))
    if east > 180:
        return (Box(south, west, north, 180.0), Box(south, -180.0, north, east - 360))
    return (Box(south, west, north, east),)
