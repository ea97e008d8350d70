"""What a need or a service is about. One facade hue and one pictogram each, the same on door, card and step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A code, its pictogram's id, whether pages on it carry the quick exit, and its usual dimension."""

    code: str
    pictogram: str
    dimension: str
    sensitive: bool = False


TOPICS = {
    topic.code: topic
    for topic in (
        Topic("housing", "roof", "social"),
        Topic("health", "stethoscope", "psychological"),
        Topic("papers", "papers", "navigational"),
        Topic("learn", "book", "linguistic"),
        Topic("food", "bowl", "economic"),
        Topic("work", "tools", "economic"),
        Topic("meet", "hands", "social"),
        Topic("child", "child", "social"),
        Topic("safety", "shield", "psychological", sensitive=True),
    )
}
DOORS = ("housing", "health", "papers", "learn", "food", "work", "meet", "child")

# IOM's five spheres of integration and IPL's sixth (design, "What it is for").
DIMENSIONS = ("economic", "psychological", "social", "linguistic", "civic", "navigational")
LANGUAGE = "linguistic"  # a need of it is met first by what teaches a language


def is_sensitive(codes: Iterable[str]) -> bool:
    """Whether any of these topic codes asks for the quick exit and neutral titles."""
    return any(TOPICS[code].sensitive for code in codes if code in TOPICS)
