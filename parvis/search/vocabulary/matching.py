"""From words to concepts: whole phrases first, then single words that belong to one need only."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from parvis.engines.text import Vocabulary, tokens
from parvis.search.vocabulary.concepts import FOLDER, Phrase, concepts

_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Match:
    """Concepts found, in the order of the words, and the words (by position) that no concept took.

    `alone` holds, by concept, the position of a word that told of it by itself: texts with that very word answer too.
    """

    concepts: tuple[str, ...]
    left: tuple[int, ...]
    alone: Mapping[str, int] = field(default_factory=dict)


def match(words: Sequence[str]) -> Match:
    """Read folded words. Little words are stepped over; the longest phrase wins; every word is used once."""
    kept = [n for n, word in enumerate(words) if word not in little_words()] or list(range(len(words)))
    shapes = [canonical(words[n]) for n in kept]
    found: dict[str, None] = {}
    left: list[int] = []
    alone: dict[str, int] = {}
    at = 0
    while at < len(shapes):
        length, codes = _longest(shapes, at)
        if not length:
            left.append(at)
            at += 1
            continue
        found.update(dict.fromkeys(codes))
        if length == 1:
            alone |= dict.fromkeys(codes, kept[at])
        at += length
    cues, left = _cues(shapes, left) if not found else ({}, left)
    return Match(tuple(found | cues), tuple(kept[n] for n in left), alone)


def _longest(shapes: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
    for length in range(min(_LONGEST, len(shapes) - at), 0, -1):
        codes = phrases().get(tuple(shapes[at : at + length]))
        if codes:
            return length, codes
    return 0, ()


def _cues(shapes: Sequence[str], left: Sequence[int]) -> tuple[dict[str, None], list[int]]:
    """A word that stands in the phrases of one concept alone tells of it; the best told concept is taken."""
    told: defaultdict[str, list[int]] = defaultdict(list)
    for n in left:
        codes = cues().get(shapes[n], frozenset())
        if len(codes) == 1:
            told[next(iter(codes))].append(n)
    if not told:
        return {}, list(left)
    best = max(told, key=lambda code: (len(told[code]), code))
    # The other words of a sentence were its wrapping: they took no part in any phrase we know.
    return {best: None}, [n for n in left if n not in told[best] and shapes[n] not in cues()]


@functools.cache
def phrases() -> Mapping[Phrase, tuple[str, ...]]:
    """Concepts by the shape of a phrase: little words off, each word in its canonical shape."""
    table: defaultdict[Phrase, dict[str, None]] = defaultdict(dict)
    for concept in concepts().values():
        for phrase in concept.say:
            table[shape(phrase)][concept.code] = None
    return {phrase: tuple(codes)[:2] for phrase, codes in table.items()}


@functools.cache
def cues() -> Mapping[str, frozenset[str]]:
    """Concepts by single word, for words long enough to mean something."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    for phrase, codes in phrases().items():
        for word in phrase:
            if (len(word) > 3 or not word.isascii()) and word not in for_whom():
                table[word].update(codes)
    return {word: frozenset(codes) for word, codes in table.items()}


@functools.cache
def known_words() -> Vocabulary:
    """Every word of the phrases as it is written, to repair mistakes by."""
    counts: defaultdict[str, int] = defaultdict(int)
    for concept in concepts().values():
        for phrase in concept.say:
            for word in phrase:
                counts[word] += 1
    return Vocabulary(counts)


@functools.cache
def little_words() -> frozenset[str]:
    """Words that carry no need: articles, pronouns, "I am looking for", in every language of the data."""
    return _listed("words")


@functools.cache
def for_whom() -> frozenset[str]:
    """Words that say for whom something is, in their canonical shape: "for my family" is no need."""
    return frozenset(canonical(word) for word in _listed("for_whom"))


def _listed(part: str) -> frozenset[str]:
    data = yaml.safe_load((FOLDER / "little_words.yaml").read_text(encoding="utf-8"))
    return frozenset(word for text in data[part].values() for word in tokens(text))


def shape(phrase: Phrase) -> Phrase:
    """A phrase as it is compared."""
    kept = tuple(canonical(word) for word in phrase if word not in little_words())
    return kept or tuple(canonical(word) for word in phrase)


@functools.lru_cache(maxsize=8192)
def canonical(word: str) -> str:
    """Without the Arabic article and its joined particles, without a plural s: enough to meet, too little to mislead."""
    for start in ("وال", "بال", "لل", "ال"):
        if word.startswith(start) and len(word) - len(start) >= 3:
            return word[len(start) :]
    if word.isascii() and len(word) > 4 and word[-1] in "sx" and word[-2] not in "su":
        return word[:-1]
    return word
