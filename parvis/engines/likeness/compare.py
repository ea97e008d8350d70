"""Two listings: how alike, and by what.

A name alone proves little (a directory has many "Legal aid"); a number, a site or an address alone proves little either (one house holds
many services). A proposal needs a name that agrees and something else that does, and nothing that tells them apart: two places far
from one another; or, within one organisation, a word each that the other has not, or descriptions of two things.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parvis.engines.geo import haversine_km
from parvis.engines.likeness.listed import Listed
from parvis.engines.text import allowed_typos, distance

NEAR_KM, FAR_KM = 0.12, 0.5
LEAST_NAME = 0.75
LEAST = 60  # of 100


@dataclass(frozen=True, slots=True)
class Reason:
    """`fits` speaks for the same, `ask` neither way. `code` is worded by the door: name, near_name, phone, site, email, address,
    point, owner, near_owner, two_sources, other_owner, other_words."""

    code: str
    kind: str = "fits"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A pair, the smaller id first; `score` of 100."""

    one: int
    other: int
    score: int
    reasons: tuple[Reason, ...]


def likeness(one: Listed, other: Listed, rarity: Mapping[str, float]) -> Likeness | None:
    """None when they are not alike enough to ask somebody. `rarity` weighs words: rare ones tell more."""
    if one.id > other.id:
        one, other = other, one
    name = 1.0 if same_name(one, other) else near(one.words, other.words, rarity)
    if name < LEAST_NAME or apart(one, other) or siblings(one, other):
        return None
    reasons = [Reason("name" if name == 1.0 else "near_name")]
    # The whole name of an organisation tells more than that of a service.
    score = 40 * name + (10 if name == 1.0 and not one.group and len(one.words) > 1 else 0)
    for code, worth, fits in (
        ("phone", 20, bool(one.phones & other.phones)),
        ("site", 12, bool(one.site) and one.site == other.site),
        ("email", 8, bool(one.email) and one.email == other.email),
        ("two_sources", 10, one.source != other.source),
    ):
        if fits:
            score += worth
            reasons.append(Reason(code))
    found, place = where(one, other)
    score += found
    reasons += [Reason(place)] if place else []
    owned, owner = whose(one, other, rarity)
    score += owned
    reasons += [owner] if owner else []
    told, words = _about(one, other)
    score += told
    reasons += [words] if words else []
    if score < LEAST or not any(reason.kind == "fits" for reason in reasons[1:]):
        return None
    return Likeness(one.id, other.id, min(99, round(score)), tuple(reasons))


def same_name(one: Listed, other: Listed) -> bool:
    """The whole name, or the other name of one of them; two other names alike may be those of what both belong to."""
    return one.name in {other.name, other.other_name} or one.other_name == other.name


def near(one: tuple[str, ...], other: tuple[str, ...], rarity: Mapping[str, float]) -> float:
    """Share of the weight of both names' words that the other has too, a mistyped word counting nearly whole: 0 to 1."""
    weights_one, weights_other = ({word: rarity.get(word, 1.0) for word in words} for words in (one, other))
    met = _met(weights_one, weights_other) + _met(weights_other, weights_one)
    total = sum(weights_one.values()) + sum(weights_other.values())
    return min(met / total, 0.99) if total else 0.0


def apart(one: Listed, other: Listed) -> bool:
    """Whether both say where they are, and not in the same place: then they are two sites, however alike."""
    if one.points and other.points:
        nearest = min(haversine_km(*a, *b) for a in one.points for b in other.points)
        return nearest > FAR_KM and not one.addresses & other.addresses
    return bool(one.addresses and other.addresses) and not one.addresses & other.addresses


def siblings(one: Listed, other: Listed) -> bool:
    """Two services of one organisation that are named or described as two."""
    if not one.group or one.group != other.group:
        return False
    return bool(_unmet(one, other) and _unmet(other, one)) or _about(one, other)[0] < 0


def where(one: Listed, other: Listed) -> tuple[int, str]:
    """What the places are worth, and by what."""
    if one.addresses & other.addresses:
        return 20, "address"
    if any(haversine_km(*a, *b) <= NEAR_KM for a in one.points for b in other.points):
        return 12, "point"
    return 0, ""


def whose(one: Listed, other: Listed, rarity: Mapping[str, float]) -> tuple[int, Reason | None]:
    """What the organisations behind two services are worth."""
    if not one.group or not other.group:
        return 0, None
    if one.group == other.group:
        return 15, Reason("owner")
    alike = near(one.group_words, other.group_words, rarity) if one.group_words != other.group_words else 1.0
    if alike >= LEAST_NAME:
        return 15, Reason("near_owner")
    return -10, Reason("other_owner", "ask")


def _about(one: Listed, other: Listed) -> tuple[int, Reason | None]:
    """Descriptions that share few words are of two things, most often."""
    if min(len(one.about), len(other.about)) < 3:
        return 0, None
    shared = len(one.about & other.about) / min(len(one.about), len(other.about))
    return (-20, Reason("other_words", "ask")) if shared < 0.4 else (0, None)


def _unmet(one: Listed, other: Listed) -> bool:
    """Whether a word of the first has no like in the second."""
    return _met(dict.fromkeys(one.words, 1.0), dict.fromkeys(other.words, 1.0)) < len(one.words) - 0.5


def _met(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    found = 0.0
    for word, weight in mine.items():
        if word in theirs:
            found += weight
        elif limit := min(1, allowed_typos(word)):
            found += (
                0.9 * weight if any(distance(word, one, limit) <= limit for one in theirs if one not in mine) else 0.0
            )
    return found
