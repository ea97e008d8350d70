"""What was meant: conditions, needs, repaired words. Everything applied is said, so that it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from parvis.engines.text import allowed_typos, distance, fold, tokens
from parvis.search.shapes import Chip, Locate, Query, Repair, Spot
from parvis.search.snapshot import Snapshot
from parvis.search.vocabulary import concepts, mark_of, match, slots
from parvis.search.vocabulary.matching import Match, canonical, cues, known_words, little_words

MOST_WORDS = 12
MOST_LETTERS = 200
FEW = 50  # below so many texts no word is common


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A question ready to be looked up. `groups` are what a good answer has: a concept's mark, or one of a word's shapes."""

    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    chips: tuple[Chip, ...] = ()
    repairs: tuple[Repair, ...] = ()
    urgent: tuple[str, ...] = ()
    near: Spot | None = None
    slots: frozenset[str] = frozenset()


def plan(query: Query, index: Snapshot, locate: Locate | None = None) -> Plan:
    """Read the words of a question against the vocabulary and the index."""
    words = tokens(query.text.replace("\x00", " ")[:MOST_LETTERS])[:MOST_WORDS]
    if query.literal:
        return Plan(words=tuple(words), groups=_groups([], words, index), near=query.near)
    said = slots(words)
    near, chips = query.near, [Chip(code) for code in said.codes]
    left = list(said.left)
    if said.place:
        spot = locate(" ".join(said.place)) if locate else None
        if spot is None:
            left += said.place
        else:
            near = spot
            chips.append(Chip("near", spot.name, "place"))
    fixed, repairs = _repaired(left, index)
    found = match(fixed)
    rest = [fixed[n] for n in found.left]
    known = concepts()
    return Plan(
        concepts=found.concepts,
        words=tuple(rest),
        groups=_groups([_marked(code, found, fixed, index) for code in found.concepts], rest, index),
        chips=(*chips, *(Chip(code, known[code].label(query.language), "concept") for code in found.concepts)),
        repairs=tuple(repairs),
        urgent=tuple(dict.fromkeys(known[code].urgent for code in found.concepts if known[code].urgent)),
        near=near,
        slots=frozenset(said.codes),
    )


def _marked(code: str, found: Match, words: list[str], index: Snapshot) -> tuple[str, ...]:
    """A concept's mark, and the word that told of it where one alone did."""
    literal = _shapes(words[found.alone[code]], index) if code in found.alone else ()
    return (mark_of(code), *literal)


def _groups(needs: list[tuple[str, ...]], words: list[str], index: Snapshot) -> tuple[tuple[str, ...], ...]:
    """A group a need and a group a word. Beside others, a word that a fifth of all texts have says nothing more."""
    groups = list(needs)
    for word in dict.fromkeys(words):
        shapes = _shapes(word, index)
        if shapes and (not groups or index.words[shapes[0]] <= max(index.size / 5, FEW)):
            groups.append(shapes)
        elif not shapes and not needs:
            groups.append((word,))
    return tuple(groups)


def _shapes(word: str, index: Snapshot) -> tuple[str, ...]:
    """The ways in which texts write a word: as it is, without its plural or article, with them."""
    ways = (word, canonical(word), f"{word}s", f"ال{word}")
    return tuple(way for way in dict.fromkeys(ways) if way in index.words)


def _repaired(words: list[str], index: Snapshot) -> tuple[list[str], list[Repair]]:
    """Words that nothing knows, replaced by the nearest that something does."""
    fixed, repairs = [], []
    for word in words:
        better = word if _known(word, index) else _nearest(word, index)
        fixed.append(better)
        if better != word:
            repairs.append(Repair(word, better))
    return fixed, repairs


def _known(word: str, index: Snapshot) -> bool:
    return (
        word in known_words() or word in little_words() or canonical(word) in cues() or word in index.words
        or canonical(word) in index.words
    )  # fmt: skip


def _nearest(word: str, index: Snapshot) -> str:
    limit = allowed_typos(word)
    if not limit:
        return word
    meant = known_words().nearest(word, limit)
    best = (meant[0].distance, 0, 0, meant[0].word) if meant else (limit + 1, 0, 0, word)
    for known in index.words_by_start.get(word[0], ()):
        if abs(len(known) - len(word)) <= limit and not known.isdigit():
            apart = distance(word, known, limit)
            if apart <= limit:
                best = min(best, (apart, 1, -index.words[known], known))
    return best[3]


def folded(text: str) -> str:
    """Words as they are compared, for callers that look names up."""
    return " ".join(tokens(fold(text)))
