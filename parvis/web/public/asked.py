"""What the address bar asks, read with patience: an absurd value becomes a plain sentence, never an error page."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language, gettext

from parvis.directory import gazetteer
from parvis.directory.shapes import Near
from parvis.engagement.kinds import found_in_search
from parvis.engines.geo import is_place
from parvis.kernel.topics import TOPICS
from parvis.search.shapes import Query, Spot

PAGE = 10
PLACES = "service"  # the kind by which a place of the directory stands in the index
DEFAULT_KM = 30.0
DISTANCES = ("1", "3", "10", "30", "100")
SWITCHES = {"open": "open_now", "free": "free", "step": "step_free", "kids": "children"}
LONGEST = 200
LAST_PAGE = 1000


@dataclass
class Asked:
    """A question from an address: parameters that made sense, and sentences for those that did not."""

    params: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    near: Spot | None = None
    near_is_chosen: bool = False
    page: int = 1

    def link(self, **changes: str | None) -> str:
        """The same question with some parameters set (None takes one away); back on the first page."""
        merged = {key: value for key, value in (self.params | changes).items() if value}
        return f"?{urlencode(merged)}" if merged else "?"

    @property
    def sensitive(self) -> bool:
        """Whether the topic asks for the quick exit."""
        topic = TOPICS.get(self.params.get("topic", ""))
        return bool(topic and topic.sensitive)

    def query(self, at: datetime) -> Query:
        """For the search."""
        given = self.params
        return Query(
            text=given.get("q", ""),
            language=language(),
            at=at,
            near=self.near,
            within_km=float(given["km"]) if "km" in given else (DEFAULT_KM if self.near else None),
            kind=given.get("kind", ""),
            topics=(given["topic"],) if "topic" in given else (),
            speaks=given.get("speaks", ""),
            offset=(self.page - 1) * PAGE,
            limit=PAGE,
            last_page=True,
            literal="exact" in given,
            open_now="open" in given,
            free="free" in given,
            step_free="step" in given,
            children="kids" in given,
        )


def language() -> str:
    """The language of the page."""
    return get_language() or "fr"


def asked(given: QueryDict) -> Asked:
    """Read an address."""
    found = Asked()
    text = given.get("q", "").replace("\x00", " ").strip()
    if len(text) > LONGEST:
        found.problems.append(gettext("Your question was very long. We read the beginning of it."))
        text = text[:LONGEST]
    if text:
        found.params["q"] = text
    for name in (*SWITCHES, "exact"):
        if given.get(name):
            found.params[name] = "1"
    kind = given.get("kind", "")
    if kind == PLACES or kind in found_in_search():  # all kinds together need not be asked for
        found.params["kind"] = kind
    _topic(found, given)
    _place(found, given)
    _distance(found, given)
    _page(found, given)
    speaks = given.get("speaks", "")
    if speaks and speaks.replace("-", "").isalpha() and speaks.isascii() and len(speaks) <= 10:
        found.params["speaks"] = speaks
    return found


def _topic(found: Asked, given: QueryDict) -> None:
    topic = given.get("topic", "")
    if topic in TOPICS:
        found.params["topic"] = topic
    elif topic:
        found.problems.append(gettext("We do not know this topic, so we searched everywhere."))


def _place(found: Asked, given: QueryDict) -> None:
    """A place by its code, or a pair of degrees; else the middle of the town."""
    code = given.get("near", "")
    place = gazetteer.get(code) if code else None
    spot = as_spot(place) if place else _degrees(code)
    if spot is not None:
        found.near, found.near_is_chosen = spot, True
        found.params["near"] = code[:80]
        return
    if code:
        found.problems.append(gettext("We do not know this place. We searched from the middle of town."))
    middle = gazetteer.centre()
    found.near = as_spot(middle) if middle else None


def as_spot(place: Near) -> Spot:
    """A place of the gazetteer, named for the reader."""
    return Spot(place.name(language()), place.lat, place.lon)


def _degrees(text: str) -> Spot | None:
    try:
        lat, lon = (float(part) for part in text[:60].split(","))
    except ValueError:
        return None
    if not (math.isfinite(lat) and math.isfinite(lon) and is_place(lat, lon)):
        return None
    return Spot(f"{lat:.3f}, {lon:.3f}", lat, lon)


def _distance(found: Asked, given: QueryDict) -> None:
    km = given.get("km", "")
    if km in DISTANCES:
        found.params["km"] = km
    elif km:
        found.problems.append(gettext("We do not know this distance, so we used the usual one."))


def _page(found: Asked, given: QueryDict) -> None:
    page = given.get("page", "1")
    if page.isascii() and page.isdigit() and 1 <= int(page[:6]) <= LAST_PAGE:
        found.page = int(page[:6])
    else:
        found.problems.append(gettext("There is no such page. This is the first one."))
