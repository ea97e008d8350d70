"""Texts marked with the needs they answer, when they are put into the index."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from parvis.search.vocabulary.concepts import Phrase, concepts
from parvis.search.vocabulary.matching import canonical, little_words, shape


def mark_of(code: str) -> str:
    """The word that stands in the index for a concept. No language writes such a word."""
    return f"xq{code.replace('_', '')}qx"


def marks(words: Sequence[str]) -> set[str]:
    """The marks of every concept whose phrases stand in these folded words."""
    shapes = [canonical(word) for word in words if word not in little_words()]
    found: set[str] = set()
    table = _table()
    for at, word in enumerate(shapes):
        for phrase, mark in table.get(word, ()):
            if len(phrase) == 1 or tuple(shapes[at : at + len(phrase)]) == phrase:
                found.add(mark)
    return found


@functools.cache
def _table() -> Mapping[str, tuple[tuple[Phrase, str], ...]]:
    table: defaultdict[str, set[tuple[Phrase, str]]] = defaultdict(set)
    for concept in concepts().values():
        # What people say marks a text too, when it is more than a word: one word of theirs means too many things.
        for phrase in concept.find | {said for said in concept.say if len(shape(said)) > 1}:
            shaped = shape(phrase)
            if len(shaped) == 1 < len(phrase):
                continue  # "find work" without its little word would mark every text on works
            table[shaped[0]].add((shaped, mark_of(concept.code)))
    return {word: tuple(sorted(entries)) for word, entries in table.items()}
