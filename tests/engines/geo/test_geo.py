import math
import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parvis.engines.geo import EARTH_KM, MAX_CELL, boxes, cell, haversine_km, is_place, ranges

LATS = st.floats(-90, 90)
LONS = st.floats(-180, 180)


def towards(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The place reached by going straight for so many km."""
    phi, angle, turn = math.radians(lat), km / EARTH_KM, math.radians(bearing)
    to = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(turn))
    across = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(to)
    )
    return math.degrees(to), (lon + math.degrees(across) + 540) % 360 - 180


def test_known_distances() -> None:
    assert haversine_km(48.8566, 2.3522, 45.7640, 4.8357) == pytest.approx(391.5, abs=1)
    assert haversine_km(0, 179.9, 0, -179.9) == pytest.approx(22.24, abs=0.05)
    assert haversine_km(90, 0, 90, 123) == pytest.approx(0, abs=1e-6)


@given(LATS, LONS, st.floats(0.01, 3000), st.floats(0, 360), st.floats(0, 0.999))
@example(89.99, 10, 50, 10, 0.9)
@example(-90, 0, 50, 10, 0.9)
@example(0, 179.999, 100, 90, 0.9)
@example(0, 180, 100, 90, 0.9)
@example(10, -180, 100, 270, 0.9)
def test_whatever_is_in_the_circle_is_in_the_box_and_in_the_runs(
    lat: float, lon: float, km: float, bearing: float, part: float
) -> None:
    there = towards(lat, lon, bearing, km * part)
    assert any(box.holds(*there) for box in boxes(lat, lon, km))
    runs = ranges(lat, lon, km)
    assert len(runs) <= 36
    assert any(first <= cell(*there) <= last for first, last in runs)


@given(LATS, LONS, st.floats(0, 20000), st.integers(1, 40))
def test_runs_ascend_never_touch_and_stay_few(lat: float, lon: float, km: float, most: int) -> None:
    runs = ranges(lat, lon, km, most)
    assert 1 <= len(runs) <= most
    assert all(0 <= first <= last <= MAX_CELL for first, last in runs)
    assert all(before[1] + 1 < after[0] for before, after in pairwise(runs))


def test_runs_are_not_much_wider_than_the_circle() -> None:
    chance = random.Random(3)
    for _ in range(30):
        lat, lon = chance.uniform(-60, 60), chance.uniform(-179, 179)
        numbers = sum(last - first + 1 for first, last in ranges(lat, lon, 5))
        area = numbers / 2**52 * 180 * 360 * math.cos(math.radians(lat)) * 111.195**2
        assert area < 6 * math.pi * 25


def test_the_antimeridian_has_two_boxes_and_a_pole_all_longitudes() -> None:
    assert len(boxes(0, 179.9, 50)) == 2
    (pole,) = boxes(89.9, 0, 50)
    assert (pole.west, pole.east, pole.north) == (-180, 180, 90)


def test_edges_of_the_world_have_a_cell() -> None:
    assert cell(90, 180) <= MAX_CELL
    assert cell(-90, -180) == 0
    assert cell(12, 180) == cell(12, -180)


@pytest.mark.parametrize("place", [(0, 0), (91, 0), (0, -181), (None, 2), (math.nan, 1), (math.inf, 1)])
def test_no_place(place: tuple[float | None, float | None]) -> None:
    assert not is_place(*place)
