"""What rooms hand to the index, what is asked of it, and what it answers. Plain, so that every room and door may use them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

# weekday (Monday 0), opens and closes in minutes of the day, first and last day as ISO text or "", also on holidays
Hours = tuple[int, int, int, str, str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """An object to be found. `title` and `body` are raw words of every language; the index folds them itself.

    No point is given for what must not be found by place.
    """

    kind: str
    object_id: int
    public_id: UUID
    title: str
    body: str = ""
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    point: tuple[float, float] | None = None
    hours: tuple[Hours, ...] = ()
    cost: str = ""
    traits: tuple[str, ...] = ()
    verified_on: date | None = None
    pinned: bool = False
    visibility: str = "public"


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point to search from."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked. `at` is the moment that "open now" means; every filter left empty filters nothing."""

    text: str = ""
    language: str = "fr"
    at: datetime | None = None
    near: Spot | None = None
    within_km: float | None = None
    kind: str = ""
    topics: tuple[str, ...] = ()
    open_now: bool = False
    free: bool = False
    step_free: bool = False
    children: bool = False
    speaks: str = ""
    offset: int = 0
    limit: int = 10
    # Past the end, the last page rather than none.
    last_page: bool = False
    # Words that the reader has taken back ("search for exactly what I wrote").
    literal: bool = False


Locate = Callable[[str], Spot | None]


@dataclass(frozen=True, slots=True)
class Chip:
    """Something understood from the words and applied: shown, and taken away by one press. `code` is a filter or a concept."""

    code: str
    label: str = ""
    kind: str = "filter"  # filter | concept | place


@dataclass(frozen=True, slots=True)
class Repair:
    """A word that is in no text, and the one searched instead."""

    written: str
    searched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """How the words were read."""

    concepts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()  # of the concepts, in the reader's language
    words: tuple[str, ...] = ()
    chips: tuple[Chip, ...] = ()
    repairs: tuple[Repair, ...] = ()
    urgent: tuple[str, ...] = ()  # codes of what is said first: violence, suicide, no_roof …
    near: Spot | None = None
    asked_km: float | None = None
    within_km: float | None = None  # None: anywhere
    dropped: tuple[str, ...] = ()  # conditions that nothing is known to meet, or of which nothing is told: not applied
    partly: bool = False  # nothing has every word; these have some


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a result is where it is."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One object found."""

    kind: str
    object_id: int
    public_id: UUID
    score: float
    distance_km: float | None = None
    why: tuple[Why, ...] = ()
    pinned: bool = False  # set first because somebody may be in danger


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found: a page of results, how many in all, and how many each filter would leave."""

    total: int
    results: tuple[Result, ...]
    facets: Mapping[str, Mapping[str, int]]
    understood: Understood
    took_ms: float = 0.0
