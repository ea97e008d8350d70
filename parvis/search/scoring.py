"""What comes first: how rare the words are, whether the title has them, the topic, the distance, the language, the last check."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from parvis.core.house import house
from parvis.search.backends.hits import Hits
from parvis.search.planner import Plan
from parvis.search.shapes import Why
from parvis.search.snapshot import Mask, Snapshot
from parvis.search.vocabulary import concepts

TITLE, BODY, TOPIC = 3.0, 1.0, 1.5
PINNED = 20.0  # in danger, those who protect come first, wherever the words stand
NEAR = 2.0  # at the door; half of it at NEAR_KM
NEAR_KM = 4.0
LANGUAGE, FRESH = 0.6, 0.4
FRESH_DAYS = 180


@dataclass
class Scored:
    """Scores of all rows, and which rows have which group."""

    scores: np.ndarray
    has: list[Mask]
    in_title: list[Mask]

    def every(self) -> Mask:
        """Rows that have all groups."""
        return np.logical_and.reduce(self.has)

    def some(self) -> Mask:
        """Rows that have at least one."""
        return np.logical_or.reduce(self.has)


def score(plan: Plan, hits: Hits, index: Snapshot) -> Scored:
    """Points for words and needs."""
    total = np.zeros(index.size)
    has, in_title = [], []
    number = 0
    for at, shapes in enumerate(plan.groups):
        anywhere, title = (
            _union(hits.anywhere, number, len(shapes), index),
            _union(hits.title, number, len(shapes), index),
        )
        number += len(shapes)
        points = np.where(title, TITLE, np.where(anywhere, BODY, 0.0))
        if at < len(plan.concepts):
            anywhere, points = _with_topic(plan.concepts[at], anywhere, points, index)
        total += points * _rarity(int(anywhere.sum()), index.size)
        has.append(anywhere)
        in_title.append(title)
    if pins(plan):
        total += PINNED * index.pinned
    return Scored(total, has, in_title)


def pins(plan: Plan) -> bool:
    """Whether the words tell of danger, so that places of safety come first. To have no roof alone is another need."""
    return bool(set(plan.urgent) - {"no_roof"})


def _with_topic(code: str, anywhere: Mask, points: np.ndarray, index: Snapshot) -> tuple[Mask, np.ndarray]:
    """A text marked with a need and listed under its topic is surer; under a broad need the whole topic answers."""
    concept = concepts()[code]
    on_topic = _any((index.topics.mask(topic, index.size) for topic in concept.topics), index.size)
    points = points + np.where(anywhere & on_topic, TOPIC, 0.0)
    if concept.broad or not (anywhere & on_topic).any():
        points = np.where(on_topic & ~anywhere, TOPIC / 2, points)
        anywhere = anywhere | on_topic
    return anywhere, points


def nudges(index: Snapshot, km: np.ndarray | None, language: str, at: datetime | None) -> np.ndarray:
    """Small points that order what the words leave even."""
    points = LANGUAGE * index.languages.mask(language, index.size)
    if km is not None:
        points = points + np.where(np.isnan(km), 0.25 * NEAR, NEAR / (1 + np.nan_to_num(km) / NEAR_KM))
    if at is not None:
        points = points + FRESH * (index.checked >= house().day(at).toordinal() - FRESH_DAYS)
    return points


def reasons(row: int, plan: Plan, scored: Scored, language: str, index: Snapshot, km: float | None) -> tuple[Why, ...]:
    """Why this row is where it is, as codes with parameters."""
    found: list[Why] = []
    for at, code in enumerate(plan.concepts):
        if scored.has[at][row]:
            found.append(Why("need.named" if scored.in_title[at][row] else "need.answers", {"concept": code}))
    for at, shapes in enumerate(plan.groups[len(plan.concepts) :], start=len(plan.concepts)):
        if scored.has[at][row]:
            found.append(Why("word.title" if scored.in_title[at][row] else "word.text", {"word": shapes[0]}))
    if km is not None:
        found.append(Why("near", {"km": round(km, 1)}))
    if row in index.languages.rows.get(language, ()):
        found.append(Why("language", {"language": language}))
    return tuple(found)


def _union(by_number: dict[int, np.ndarray], start: int, count: int, index: Snapshot) -> Mask:
    return _any((index.rows_of(by_number[n]) for n in range(start, start + count) if n in by_number), index.size)


def _any(masks: Iterable[Mask], size: int) -> Mask:
    found = np.zeros(size, dtype=bool)
    for mask in masks:
        found |= mask
    return found


def _rarity(having: int, size: int) -> float:
    return math.log(1 + (size - having + 0.5) / (having + 0.5)) + 0.2
