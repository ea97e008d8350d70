"""Two registrations: how likely one person, of 100, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import product

from rapidfuzz.distance import JaroWinkler

from parvis.engines.names.born import UNKNOWN, Born, compare_births
from parvis.engines.names.sounds import light, skeletons
from parvis.engines.names.words import Word, glued, words_of

NAME_POINTS = 65
MISSING = 0.05  # of 1, for a word that one of the two has not
LEAST_LIKE = 0.62  # below it two words have nothing to do with one another
FINELY = 40  # of those compared roughly, how many are looked at closely
LEAST = 50  # of 100: below it nobody is asked at the desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is compared of a person. `sex` is a code or empty; it is weak evidence."""

    names: tuple[str, ...]
    born: Born = UNKNOWN
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """`score` of 100. Reason codes: name_same, name_alike, name_script, name_part, born_same, born_swapped, born_year, born_near,
    born_apart, sex_differs."""

    score: int
    reasons: tuple[str, ...]
    exact: float = 0.0  # finer than the score, for the order


def nearest(asked: Known, among: Mapping[int, Known], limit: int = 5) -> list[tuple[int, Alike]]:
    """The most alike of several, by their number, the likeliest first. All are compared roughly, the best of those finely."""
    rough = nlargest(FINELY, ((_rough(asked, other), number) for number, other in among.items()))
    fine = [(alike(asked, among[number]), number) for _, number in rough]
    best = sorted(fine, key=lambda pair: (-pair[0].exact, pair[1]))[:limit]
    return [(number, told) for told, number in best]


def alike(one: Known, other: Known) -> Alike:
    """Compare what was typed with somebody registered."""
    likeness, reasons = _names(one.names, other.names)
    told, code = compare_births(one.born, other.born)
    found = _points(likeness) + told
    reasons += [code] if code else []
    if one.sex and other.sex:
        found += 3 if one.sex == other.sex else -6
        reasons += [] if one.sex == other.sex else ["sex_differs"]
    return Alike(max(0, min(100, round(found))), tuple(reasons), found)


def _rough(one: Known, other: Known) -> float:
    """The same without words written as one or two."""
    best = 0.0
    for left in one.names:
        for right in other.names:
            best = max(best, meeting(words_of(left), words_of(right), rough=True))
    return _points(best) + compare_births(one.born, other.born)[0]


def _points(likeness: float) -> float:
    return NAME_POINTS * max(0.0, (likeness - LEAST_LIKE) / (1 - LEAST_LIKE))


def _names(mine: Sequence[str], theirs: Sequence[str]) -> tuple[float, list[str]]:
    """The best of all name forms against all, and in which way they meet."""
    best = 0.0
    chosen: tuple[tuple[Word, ...], tuple[Word, ...]] = ((), ())
    for left in mine:
        for right in theirs:
            pair = words_of(left), words_of(right)
            found = meeting(*pair)
            if found > best:
                best, chosen = found, pair
    one, other = chosen
    if best < LEAST_LIKE + 0.1:
        return best, []
    same = {word.text for word in one} == {word.text for word in other}
    reasons = ["name_same" if same else "name_alike"]
    if {word.bare for word in one} != {word.bare for word in other}:
        reasons = ["name_script"]
    return best, [*reasons, *(["name_part"] if len(one) != len(other) else [])]


def meeting(one: tuple[Word, ...], other: tuple[Word, ...], *, rough: bool = False) -> float:
    """From 0 to 1: how well the words of the shorter name find their like in the longer, in whatever order."""
    if not one or not other:
        return 0.0
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    plain, best = _assigned(short, long)
    if rough or len(long) == 1 or plain >= 0.93 or best < 0.7:
        return plain
    tried = [_assigned(*sorted((short, joined), key=len)) for joined in glued(long)]
    tried += [_assigned(joined, long) for joined in glued(short)]
    return max(plain, *(found for found, _ in tried))


def _assigned(short: tuple[Word, ...], long: tuple[Word, ...]) -> tuple[float, float]:
    """The likeness, and that of the best pair of words."""
    pairs = sorted([(like(a, b), i, j) for i, a in enumerate(short) for j, b in enumerate(long)], reverse=True)
    free_short, free_long = set(range(len(short))), set(range(len(long)))
    total = weights = 0.0
    for found, i, j in pairs:
        if i in free_short and j in free_long:
            free_short.remove(i)
            free_long.remove(j)
            weight = _weight(short[i].text)
            total += found * weight
            weights += weight
    alone = 0.06 if len(short) == 1 and len(long) > 1 else 0.0
    return total / weights - MISSING * (len(long) - len(short)) - alone, pairs[0][0]


@lru_cache(maxsize=65536)
def like(one: Word, other: Word) -> float:
    """Two words, from 0 to 1."""
    if one.text == other.text:
        return 1.0
    if len(one.text) == 1 or len(other.text) == 1:
        return 0.85 if one.text[:1] == other.text[:1] else 0.0
    near = JaroWinkler.normalized_similarity(light(one.text), light(other.text))
    for a, b in _readings(one, other) if one.others or other.others else ():
        near = max(near, JaroWinkler.normalized_similarity(light(a), light(b)))
    if near < 0.4 and one.bare == other.bare:
        return 0.5 * near
    if not skeletons(one).isdisjoint(skeletons(other)):
        floor = 0.82 if one.bare != other.bare else 0.75
        return min(0.99, floor + (0.99 - floor) * near)
    return 0.9 * near if near > 0.7 else 0.5 * near


def _readings(one: Word, other: Word) -> Iterator[tuple[str, str]]:
    return product((one.text, *one.others), (other.text, *other.others))


def _weight(text: str) -> float:
    """Longer words tell more."""
    return 1.0 + 0.12 * min(len(text), 10)
