"""Reads of the room. Each begins with the actor, whose visibility tokens filter everything."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from parvis.core.house import house
from parvis.engines.geo import is_place
from parvis.kernel.actor import Actor
from parvis.kernel.languages import base
from parvis.search.backends import backend
from parvis.search.backends.hits import Hits
from parvis.search.models import Document
from parvis.search.permissions import tokens_of
from parvis.search.planner import Plan, plan
from parvis.search.rowids import ANYWHERE, runs_around
from parvis.search.scoring import Scored, nudges, pins, reasons, score
from parvis.search.shapes import Answer, Locate, Query, Result, Understood
from parvis.search.snapshot import Mask, Snapshot, current, edition
from parvis.search.vocabulary import concepts

__all__ = ["edition", "held", "ids_of_each", "ids_on", "search", "topic_counts", "topics_of"]

FARTHER_KM = (3.0, 10.0, 30.0, 100.0)
MOST = 100
# Up to so many documents it costs less to look words up everywhere than to name the cells around the reader.
SMALL = 20_000


def search(actor: Actor, query: Query, locate: Locate | None = None) -> Answer:
    """Find. Two statements, whatever the number of words; one more where the circle has to grow. `locate` finds a place named in the words.

    Where nothing is within the distance asked for, the circle grows until there is something, and the answer says so.
    """
    began = time.perf_counter()
    index = current()
    asked = plan(query, index, locate)
    memo: Memo = {}
    query, silent = _answerable(actor, query, index)
    found = _found(actor, query, asked, index, memo)
    if not found.total and asked.slots:
        found = _without_some(actor, query, asked, index, memo) or found
    if silent:
        found = replace(found, understood=replace(found.understood, dropped=(*silent, *found.understood.dropped)))
    return replace(found, took_ms=(time.perf_counter() - began) * 1000)


Memo = dict[tuple[float, float, float] | None, Scored]
# Which condition said in words gives way first, when nothing is known to meet them all.
_GIVE_WAY = ("evening", "open_now", "step_free", "free", "children", "women")


# Conditions of a question, each named as the filter it stands for.
_CONDITIONS = ("free", "open_now", "step_free", "children", "speaks")


def _answerable(actor: Actor, query: Query, index: Snapshot) -> tuple[Query, tuple[str, ...]]:
    """The question without the conditions of which nothing of its kind says anything: silence is no no. And which they were."""
    asked = [code for code in _CONDITIONS if getattr(query, code)]
    allowed = _visible(index, actor, query) if asked else np.zeros(0, dtype=bool)
    if not allowed.any():
        return query, ()
    silent = tuple(code for code in asked if not (allowed & index.answering(code)).any())
    taken_back: dict[str, Any] = {code: "" if code == "speaks" else False for code in silent}
    return replace(query, **taken_back), silent


def _without_some(actor: Actor, query: Query, asked: Plan, index: Snapshot, memo: Memo) -> Answer | None:
    """Few listings say what they cost or when they open: one condition gives way, failing that all; and it is said."""
    each = [frozenset({code}) for code in _GIVE_WAY if code in asked.slots]
    for dropped in dict.fromkeys([*each, asked.slots]):
        found = _found(actor, query, replace(asked, slots=asked.slots - dropped), index, memo)
        if found.total:
            return replace(found, understood=replace(found.understood, dropped=tuple(sorted(dropped))))
    return None


def _found(actor: Actor, query: Query, asked: Plan, index: Snapshot, memo: Memo) -> Answer:
    near = asked.near if asked.near and is_place(asked.near.lat, asked.near.lon) else None
    km = index.km_from(near.lat, near.lon) if near else None
    circle = None
    if near is not None and query.within_km is not None and index.size > SMALL:
        circle = (near.lat, near.lon, query.within_km)
    scored = _scored(asked, index, circle, memo)
    base_mask = _visible(index, actor, query)
    filters = _filters(index, query, asked)
    matching, partly = _matching(scored, base_mask & _all(filters, index))
    within, used_km = _within(matching, km, query.within_km)
    if circle is not None and used_km != query.within_km:
        # The words were only looked up in the first circle; a wider one needs them everywhere.
        scored = _scored(asked, index, None, memo)
        matching, partly = _matching(scored, base_mask & _all(filters, index))
        within, used_km = _within(matching, km, query.within_km)
    ranked = _ranked(within, scored, index, km, query)
    limit = min(max(query.limit, 0), MOST)
    start = max(query.offset, 0)
    if query.last_page and start >= len(ranked) and limit:
        start = max(len(ranked) - 1, 0) // limit * limit
    page = ranked[start : start + limit]
    points = scored.scores + nudges(index, km, base(query.language), query.at)
    return Answer(
        total=int(within.sum()),
        results=tuple(_result(int(row), asked, scored, index, km, query, float(points[row])) for row in page),
        facets=_facets(index, query, _seen(index, actor), filters, scored, km, used_km),
        understood=_understood(asked, query, near, used_km, partly=partly),
    )


def topic_counts(*, kind: str = "") -> dict[str, int]:
    """How many public objects there are under each topic."""
    index = current()
    return index.topics.counts(_visible(index, Actor.public(), Query(kind=kind)))


def held(*, kinds: Iterable[str], ids: Iterable[int]) -> list[int]:
    """Which of these objects can be found now. One statement, none for none."""
    wanted = list(ids)
    rows = Document.objects.filter(kind__in=list(kinds), object_id__in=wanted)
    return list(rows.values_list("object_id", flat=True)) if wanted else []


def topics_of(concept: str) -> tuple[str, ...]:
    """The topics that a concept of the vocabulary belongs to, the main one first."""
    return concepts()[concept].topics


def ids_on(
    *, kind: str, topics: tuple[str, ...], near: tuple[float, float] | None = None, limit: int = MOST
) -> list[int]:
    """Object ids of a kind on any of these topics, nearest first; what has no place comes after half of the places."""
    return ids_of_each(kinds=(kind,), topics=topics, near=near, limit=limit)[kind]


def ids_of_each(
    *, kinds: Iterable[str], topics: tuple[str, ...], near: tuple[float, float] | None = None, limit: int = MOST
) -> dict[str, list[int]]:
    """The same for several kinds, each with its own `limit`: the index is asked for once."""
    index = current()
    on_topic = _all(_filters(index, Query(topics=topics), Plan()), index)
    found = {}
    for kind in kinds:
        rows = np.flatnonzero(_visible(index, Actor.public(), Query(kind=kind)) & on_topic)
        if near is not None:
            km = index.km_from(*near)[rows]
            middle = np.nanmedian(km) if np.isfinite(km).any() else 0.0
            rows = rows[np.lexsort((rows, np.isnan(km), np.where(np.isnan(km), middle, km)))]
        found[kind] = [index.object_ids[row] for row in rows[:limit]]
    return found


def _scored(asked: Plan, index: Snapshot, circle: tuple[float, float, float] | None, memo: Memo) -> Scored:
    """Looked up once in a question for each circle, whatever conditions are tried."""
    if circle not in memo:
        memo[circle] = _looked_up(asked, index, circle)
    return memo[circle]


def _looked_up(asked: Plan, index: Snapshot, circle: tuple[float, float, float] | None) -> Scored:
    words = [shape for group in asked.groups for shape in group]
    runs = runs_around(*circle) if circle else ANYWHERE
    known = [word for word in words if word in index.words]
    if not known:
        return score(asked, Hits(), index)
    hits = backend().hits(words, runs) if len(known) == len(words) else _hits_of(words, known, runs)
    return score(asked, hits, index)


def _hits_of(words: list[str], known: list[str], runs: tuple[tuple[int, int], ...]) -> Hits:
    """Only words that the index has are asked for: others could be cut up by the store in ways of its own."""
    numbers = [n for n, word in enumerate(words) if word in set(known)]
    found = backend().hits([words[n] for n in numbers], runs)
    return Hits(
        {numbers[n]: ids for n, ids in found.anywhere.items()}, {numbers[n]: ids for n, ids in found.title.items()}
    )


def _seen(index: Snapshot, actor: Actor) -> Mask:
    mask = np.zeros(index.size, dtype=bool)
    for token in tokens_of(actor):
        mask |= index.visibility.mask(token, index.size)
    return mask


def _visible(index: Snapshot, actor: Actor, query: Query) -> Mask:
    mask = _seen(index, actor)
    return mask & index.kinds.mask(query.kind, index.size) if query.kind else mask


def _filters(index: Snapshot, query: Query, asked: Plan) -> dict[str, Mask]:
    """Masks by filter, so that a facet can be counted without its own."""
    found: dict[str, Mask] = {}
    if query.topics:
        found["topic"] = np.logical_or.reduce([index.topics.mask(topic, index.size) for topic in query.topics])
    if query.at and (query.open_now or "open_now" in asked.slots):
        found["open_now"] = index.open_at(query.at)
    if query.at and "evening" in asked.slots:
        found["evening"] = _open_some_evening(index, query.at) | index.traits.mask("evening", index.size)
    if query.free or "free" in asked.slots:
        found["free"] = index.costs.mask("free", index.size)
    for trait, wanted in (("step_free", query.step_free), ("children", query.children), ("women", False)):
        if wanted or trait in asked.slots:
            found[trait] = index.traits.mask(trait, index.size)
    if query.speaks:
        found["speaks"] = index.languages.mask(base(query.speaks), index.size)
    return found


def _open_some_evening(index: Snapshot, at: datetime) -> Mask:
    """Open at half past six on any of the coming seven days, in the house's time."""
    here = at.astimezone(ZoneInfo(house().time_zone)).replace(hour=18, minute=30)
    return np.logical_or.reduce([index.open_at(here + timedelta(days=day)) for day in range(7)])


def _all(filters: Mapping[str, Mask], index: Snapshot) -> Mask:
    return np.logical_and.reduce([np.ones(index.size, dtype=bool), *filters.values()])


def _matching(scored: Scored, allowed: Mask) -> tuple[Mask, bool]:
    """Rows with every group; failing that, those with the most groups. Everything, where no words were given."""
    if not scored.has:
        return allowed, False
    every = scored.every() & allowed
    if every.any() or len(scored.has) == 1:
        return every, False
    counts = np.sum(scored.has, axis=0)
    most = int(counts[allowed].max(initial=0))
    return allowed & (counts == most) if most else np.zeros_like(allowed), most > 0


def _within(matching: Mask, km: np.ndarray | None, asked_km: float | None) -> tuple[Mask, float | None]:
    """Rows in the circle, and the circle's size in the end: None is anywhere. What has no place is near nobody and everybody."""
    if km is None or asked_km is None:
        return matching, None
    placeless = np.isnan(km)
    for size in (asked_km, *(wider for wider in FARTHER_KM if wider > asked_km)):
        inside = matching & (np.nan_to_num(km, nan=np.inf) <= size)
        if inside.any():
            return inside | (matching & placeless), size
    return matching, (asked_km if (matching & placeless).any() and not (matching & ~placeless).any() else None)


def _ranked(within: Mask, scored: Scored, index: Snapshot, km: np.ndarray | None, query: Query) -> np.ndarray:
    rows = np.flatnonzero(within)
    points = (scored.scores + nudges(index, km, base(query.language), query.at))[rows]
    far = np.zeros(len(rows)) if km is None else np.nan_to_num(km[rows], nan=1e6)
    return rows[np.lexsort((index.ids[rows], far, -np.round(points, 6)))]


def _facets(
    index: Snapshot, query: Query, seen: Mask, filters: Mapping[str, Mask], scored: Scored,
    km: np.ndarray | None, used_km: float | None,
) -> dict[str, dict[str, int]]:  # fmt: skip
    """For each filter, how many would be left if it were set as well (its own present setting aside)."""
    allowed = seen & index.kinds.mask(query.kind, index.size) if query.kind else seen
    inside = np.ones(index.size, dtype=bool)
    if km is not None and used_km is not None:
        inside = np.isnan(km) | (np.nan_to_num(km) <= used_km)

    def left(without: str) -> Mask:
        others = {name: mask for name, mask in filters.items() if name != without}
        return _matching(scored, allowed & _all(others, index))[0] & inside

    every_kind = _matching(scored, seen & _all(filters, index))[0] & inside
    opened = index.open_at(query.at) if query.at else np.zeros(index.size, dtype=bool)
    yes = {
        "open_now": left("open_now") & opened,
        "free": left("free") & index.costs.mask("free", index.size),
        "step_free": left("step_free") & index.traits.mask("step_free", index.size),
        "children": left("children") & index.traits.mask("children", index.size),
    }
    # What nothing of these kinds says anything of is no filter: a nought would not be true.
    yes = {name: mask for name, mask in yes.items() if (allowed & index.answering(name)).any()}
    return {
        "topic": index.topics.counts(left("topic")),
        "speaks": index.languages.counts(left("speaks")),
        "kind": index.kinds.counts(every_kind),
        "yes": {name: int(mask.sum()) for name, mask in yes.items()},
    }


def _result(
    row: int, asked: Plan, scored: Scored, index: Snapshot, km: np.ndarray | None, query: Query, points: float
) -> Result:
    away = None if km is None or np.isnan(km[row]) else float(km[row])
    return Result(
        kind=index.kind_of[row],
        object_id=index.object_ids[row],
        public_id=index.public_ids[row],
        score=round(points, 4),
        distance_km=away if away is None else round(away, 3),
        why=reasons(row, asked, scored, base(query.language), index, away),
        pinned=bool(index.pinned[row]) and pins(asked),
    )


def _understood(asked: Plan, query: Query, near: object, used_km: float | None, *, partly: bool) -> Understood:
    labels = tuple(chip.label for chip in asked.chips if chip.kind == "concept")
    found = Understood(
        concepts=asked.concepts,
        labels=labels,
        words=asked.words,
        chips=asked.chips,
        repairs=asked.repairs,
        urgent=asked.urgent,
        asked_km=query.within_km,
        within_km=used_km,
        partly=partly,
    )
    return replace(found, near=near)  # type: ignore[arg-type]
