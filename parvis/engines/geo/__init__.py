"""Where things are: distances, boxes, and cells whose numbers sort by nearness."""

from parvis.engines.geo.cells import MAX_CELL, cell, ranges
from parvis.engines.geo.distance import EARTH_KM, Box, boxes, haversine_km, is_place

__all__ = ["EARTH_KM", "MAX_CELL", "Box", "boxes", "cell", "haversine_km", "is_place", "ranges"]
