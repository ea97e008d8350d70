"""What the reader of a kind needs to know, as typed values: each shape says what it takes, and what is wrong with a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
LONGEST = 400


class Shape(StrEnum):
    """What a detail's value looks like."""

    TEXT = "text"  # one line in the offer's own language
    LINES = "lines"  # a list of such lines
    FLAG = "flag"  # true or false
    NUMBER = "number"  # a whole number, 0 or more; the detail's label says of what
    LEVEL = "level"  # A1 … C2 (Common European Framework of Reference)
    LANGUAGES = "languages"  # a list of language codes
    LINK = "link"  # an https address
    WEEKLY = "weekly"  # {"weekday": ["mo", …], "start": "09:30", "minutes": 120, "count": 20}
    PAY = "pay"  # {"amount": 12.5, "currency": "EUR", "per": "hour" | "month"}
    HOURS = "hours"  # {"per_week": 35}


class Facet(StrEnum):
    """What a search can be narrowed by; the values are those of the index."""

    FREE = "free"
    STEP_FREE = "step_free"
    CHILDREN = "children"
    LANGUAGES = "languages"  # by those spoken there


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing to know. `required`: an offer of the kind may not be without. `facet`: it answers that filter of the search;
    languages do for a list of them, a flag for the others."""

    code: str
    shape: Shape
    label: str | Promise
    required: bool = False
    facet: Facet | None = None

    def __post_init__(self) -> None:
        fits = Shape.LANGUAGES if self.facet is Facet.LANGUAGES else Shape.FLAG
        if self.facet is not None and self.shape is not fits:
            raise ValueError(f"{self.code}: a {self.shape} says nothing of {self.facet}")

    @property
    def is_searched(self) -> bool:
        """Whether its value is found by the words of a search."""
        return self.own_words or self.shape is Shape.LEVEL

    @property
    def own_words(self) -> bool:
        """Whether it is said in the offer's own language, and so may be translated."""
        return self.shape in {Shape.TEXT, Shape.LINES}


def as_text(value: Any) -> str:
    """A detail's own words as one text, a line an item: the source of its translations."""
    return value if isinstance(value, str) else "\n".join(str(one) for one in value or ())


def faults(details: Sequence[Detail], given: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with an offer's details: `details.<code>` to a reason code. Nothing a kind does not know is kept."""
    known = {detail.code: detail for detail in details}
    wrong = {f"details.{code}": "engagement.detail_unknown" for code in given if code not in known}
    for code, detail in known.items():
        value = given.get(code)
        if value in (None, "", [], {}):
            if detail.required:
                wrong[f"details.{code}"] = "field.missing"
        elif not _GOOD[detail.shape](value):
            wrong[f"details.{code}"] = "engagement.detail_wrong"
    return wrong


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(_text(one) for one in value)


def _weekly(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and bool(value.get("weekday"))
        and all(day in DAYS for day in value["weekday"])
        and bool(CLOCK.fullmatch(str(value.get("start"))))
        and _whole(value.get("minutes"))
        and value["minutes"] > 0
        and (value.get("count") is None or _whole(value["count"]))
    )


def _pay(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("amount"), int | float)
        and not isinstance(value["amount"], bool)
        and 0 <= value["amount"] < 1_000_000
        and value.get("per") in {"hour", "month"}
        and bool(re.fullmatch(r"[A-Z]{3}", str(value.get("currency"))))
    )


_GOOD: dict[Shape, Callable[[Any], bool]] = {
    Shape.TEXT: _text,
    Shape.LINES: _texts,
    Shape.FLAG: lambda value: isinstance(value, bool),
    Shape.NUMBER: _whole,
    Shape.LEVEL: lambda value: value in LEVELS,
    Shape.LANGUAGES: _texts,
    Shape.LINK: lambda value: _text(value) and value.startswith("https://"),
    Shape.WEEKLY: _weekly,
    Shape.PAY: _pay,
    Shape.HOURS: lambda value: isinstance(value, Mapping) and _whole(value.get("per_week")) and value["per_week"] <= 60,
}
