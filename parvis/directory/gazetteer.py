"""Where a reader may say that she is: the town's own localities and quarters, and the directory's localities and postcodes.

Nothing is asked of the device. Distance is from the centre of the place, and is said to be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from parvis.directory.models import Location
from parvis.directory.shapes import Near
from parvis.engines.text import allowed_typos, distance, tokens
from parvis.search import queries as search
from parvis.search.shapes import Spot

TOWN = "town"
LEAST = 3  # places in a locality of the directory before it is offered in a list


def centre() -> Near | None:
    """The middle of the town; None where no town is set."""
    town: Mapping[str, Any] = settings.PARVIS_TOWN
    point = town.get("centre")
    if not point:
        return None
    return Near(code=TOWN, kind="town", lat=float(point[0]), lon=float(point[1]), names=_names(town.get("name", "")))


def all_places() -> list[Near]:
    """The town's places in their order, then the directory's localities, the fullest first."""
    own = list(_of_town().values())
    taken = {place.code for place in own}
    return own + [place for place, n in _of_directory().values() if place.code not in taken and n >= LEAST]


def get(code: str) -> Near | None:
    """A place by its code; the town's own are found without asking the database."""
    code = code[:80]
    if code == TOWN:
        return centre()
    if code in (own := _of_town()):
        return own[code]
    found = _of_directory().get(code)
    return found[0] if found else None


def find(text: str, *, as_held: bool = False) -> list[Near]:
    """Places that a reader may mean by what she typed: exact name or postcode first, then beginnings, then a mistyped name."""
    wanted = " ".join(tokens(text.replace("\x00", " ")[:80]))
    if not wanted:
        return []
    named = _named(as_held=as_held)
    if wanted in named:
        return named[wanted]
    without = " ".join(word for word in wanted.split() if word not in _ARTICLES)
    if without in named:
        return named[without]
    starts = [place for name, places in named.items() if name.startswith(wanted) for place in places]
    if starts:
        return _once(starts)[:10]
    limit = allowed_typos(wanted)
    near = [(apart, places) for name, places in named.items() if (apart := distance(wanted, name, limit)) <= limit]
    return _once(place for _, places in sorted(near, key=lambda one: one[0]) for place in places)[:10] if limit else []


def spot(text: str, language: str = "fr") -> Spot | None:
    """For `search.queries.search(locate=…)`: the place that words after "near" mean, if only one can be meant."""
    found = find(text, as_held=True)
    return Spot(found[0].name(language), found[0].lat, found[0].lon) if found else None


_ARTICLES = frozenset({"la", "le", "les", "l", "el", "the", "quartier", "quarter", "de", "du", "des", "barrio", "حي"})
_cache: dict[str, tuple[int, Any]] = {}


def _of_town() -> dict[str, Near]:
    town: Mapping[str, Any] = settings.PARVIS_TOWN
    return {
        str(row["id"]): Near(
            code=str(row["id"]),
            kind=str(row.get("kind", "locality")),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            names=_names(row["name"]),
        )
        for row in town.get("gazetteer", ())
    }


def _names(given: object) -> dict[str, str]:
    if isinstance(given, Mapping):
        host = str(settings.PARVIS_TOWN.get("language", "fr"))
        return {"": str(given.get(host) or next(iter(given.values()), ""))} | {str(k): str(v) for k, v in given.items()}
    return {"": str(given)}


def _of_directory(*, as_held: bool = False) -> dict[str, tuple[Near, int]]:
    """Localities, quarters and postcodes of places that may be shown, at the middle of their points; by code."""
    number = search.edition(as_held=as_held)
    held = _cache.get("directory")
    if held is None or held[0] != number or number == 0:
        held = _cache["directory"] = (number, _gathered())
    return held[1]  # type: ignore[no-any-return]


def _gathered() -> dict[str, tuple[Near, int]]:
    rows = Location.objects.filter(confidential=False, latitude__isnull=False).values_list(
        "city", "postal_code", "quarter", "latitude", "longitude"
    )
    points: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for city, postcode, quarter, lat, lon in rows:
        if lat is None or lon is None:
            continue
        for kind, name in (("locality", city), ("postcode", postcode), ("quarter", quarter)):
            code = "-".join(tokens(name))
            if code:
                points[kind, code].append((lat, lon))
                names.setdefault((kind, code), name.strip())
    found: dict[str, tuple[Near, int]] = {}
    for (kind, code), spots in sorted(points.items(), key=lambda item: (-len(item[1]), item[0])):
        lat, lon = (_middle(values) for values in zip(*spots, strict=True))
        found.setdefault(
            code, (Near(code=code, kind=kind, lat=lat, lon=lon, names={"": names[kind, code]}), len(spots))
        )
    return found


def _middle(values: Iterable[float]) -> float:
    """The median: one wrong point does not move a town."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def _named(*, as_held: bool) -> dict[str, list[Near]]:
    """Places by every name they have, folded; the town's own first."""
    table: defaultdict[str, list[Near]] = defaultdict(list)
    for place in (*_of_town().values(), *(place for place, _ in _of_directory(as_held=as_held).values())):
        for name in (*place.names.values(), place.code):
            key = " ".join(tokens(name))
            if key and all(place.code != other.code for other in table[key]):
                table[key].append(place)
    town: Mapping[str, Any] = settings.PARVIS_TOWN
    for row in town.get("gazetteer", ()):
        if row.get("postcode") and row.get("kind") == "locality":
            table[str(row["postcode"])].append(_of_town()[str(row["id"])])
    return dict(table)


def _once(places: Iterable[Near]) -> list[Near]:
    return list({place.code: place for place in places}.values())
