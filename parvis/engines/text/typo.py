"""Words near a mistyped one: an index of deletions.

Two words at distance d have a common word among those left when at most d letters are deleted from each (Wolf Garbe's
symmetric delete, "SymSpell"). Indexing the deletions of the first letters only keeps the index small; candidates are then
measured. Distance is optimal string alignment: insert, delete, replace, swap of neighbours, each 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

PREFIX = 7
MAX_DISTANCE = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A known word, how far it is from the typed one, and how often it occurs."""

    word: str
    distance: int
    frequency: int


def allowed_typos(word: str) -> int:
    """How many mistakes to forgive: none in a short word or a number, one to five letters, two beyond."""
    if len(word) <= 3 or any(char.isdigit() for char in word):
        return 0
    return 1 if len(word) <= 5 else MAX_DISTANCE


def deletes(word: str, max_distance: int = MAX_DISTANCE) -> set[str]:
    """The word's first letters, with up to `max_distance` of them left out: what to store beside a term, and to look up."""
    found = {word[:PREFIX]}
    layer = found
    for _ in range(max_distance):
        layer = {piece[:i] + piece[i + 1 :] for piece in layer for i in range(len(piece))}
        found = found | layer
    return found


def distance(left: str, right: str, limit: int) -> int:
    """Optimal string alignment distance, or `limit + 1` when it is more than `limit`."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, start=1):
        current = [i]
        for j, two in enumerate(right, start=1):
            cost = min(row[j] + 1, current[j - 1] + 1, row[j - 1] + (one != two))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == two:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit and min(row) > limit:  # a swap reaches back one row more
            return limit + 1
        before, row = row, current
    return min(row[-1], limit + 1)


class Vocabulary:
    """Known words with their frequency, to be asked for the nearest."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = dict(words)
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for piece in deletes(word):
                index[piece].append(word)
        self._index = dict(index)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __len__(self) -> int:
        return len(self._words)

    def nearest(self, word: str, max_distance: int | None = None) -> list[Suggestion]:
        """Known words within the distance, nearest first, then the most frequent, then by spelling."""
        limit = allowed_typos(word) if max_distance is None else min(max_distance, MAX_DISTANCE)
        candidates = {known for piece in deletes(word, limit) for known in self._index.get(piece, ())}
        measured = (Suggestion(known, distance(word, known, limit), self._words[known]) for known in candidates)
        return sorted((s for s in measured if s.distance <= limit), key=lambda s: (s.distance, -s.frequency, s.word))
