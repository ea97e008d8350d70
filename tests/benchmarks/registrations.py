"""Invented registrations with attested spellings: a register, and some of its people written down a second time elsewhere.

The names are in two halves by a checksum of the name in its own script. What the engine was tuned on is half 0; what is reported is
half 1: neither those names nor their spellings were looked at.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

NAMES = Path(__file__).parent / "names"
ORIGINS = ("arabic", "persian", "cyrillic", "geez", "maghreb")
TUNED_ON, HELD_OUT = 0, 1
OWN_SCRIPT = 0.2  # share of registrations in the person's own script


@dataclass(frozen=True, slots=True)
class Spelled:
    """A name: in its own script, and as it is met in Latin letters."""

    native: str
    latin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registration:
    """One line of a register, or of a list of newcomers."""

    source_id: str
    name: str
    born: str
    sex: str
    origin: str
    own_script: bool


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who stands behind registrations."""

    number: int
    origin: str
    parts: tuple[Spelled, ...]
    born: date
    sex: str


@lru_cache
def spelled(origin: str, half: int) -> dict[str, tuple[Spelled, ...]]:
    """The names of one half, by role, the most frequent first."""
    found: dict[str, list[Spelled]] = {"given": [], "family": []}
    for line in (NAMES / f"{origin}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            role, native, latin = line.split("\t")
            if zlib.crc32(native.encode()) % 2 == half:
                found[role].append(Spelled(native, tuple(latin.split(", "))))
    return {role: tuple(names) for role, names in found.items()}


def people(count: int, *, half: int, seed: int) -> Iterator[Somebody]:
    """As many of each origin; frequent names are frequent (a flat Zipf law)."""
    rng = random.Random(seed)
    for number in range(count):
        origin = ORIGINS[number % len(ORIGINS)]
        names = spelled(origin, half)
        family = "family" if names["family"] else "given"
        roles = ("given", "given", family)
        parts = tuple(_drawn(names[role], rng) for role in roles)
        day = date(1950, 1, 1) + timedelta(days=rng.randrange(365 * 66))
        if rng.random() < 0.25:
            day = day.replace(month=1, day=1)
        yield Somebody(number, origin, parts, day, rng.choice(("female", "male")))


def registered(who: Somebody, rng: random.Random, *, number: str) -> Registration:
    """As a desk wrote her down: in her own script or one of its spellings, the father's name sometimes left out."""
    own = rng.random() < OWN_SCRIPT
    words = [part.native if own else _spelling(part, rng) for part in who.parts]
    if rng.random() < 0.25:
        del words[1]
    sex = who.sex if rng.random() < 0.85 else ""
    return Registration(number, " ".join(words), who.born.isoformat(), sex, who.origin, own)


def again(who: Somebody, first: Registration, rng: random.Random) -> Registration:
    """The same person at another desk: another spelling where there is one, perhaps another order, a birth that was misheard."""
    later = registered(who, rng, number=first.source_id)
    if not later.own_script and later.name == first.name:
        later = registered(who, rng, number=first.source_id)
    words = later.name.split(" ")
    if rng.random() < 0.15:
        words = [words[-1], *words[:-1]]
    born = _misheard(who.born, rng) if rng.random() < 0.2 else later.born
    return Registration(later.source_id, " ".join(words), born, later.sex, later.origin, later.own_script)


def _misheard(day: date, rng: random.Random) -> str:
    kind = rng.choice(("swapped", "near", "year", "missing"))
    if kind == "missing":
        return ""
    if kind == "year":
        return str(day.year)
    if kind == "swapped" and day.day <= 12:
        return day.replace(month=day.day, day=day.month).isoformat()
    return (day + timedelta(days=rng.choice((-365, -31, -1, 1, 10, 31, 365)))).isoformat()


def _drawn(names: tuple[Spelled, ...], rng: random.Random) -> Spelled:
    return names[min(int(len(names) * rng.random() ** 1.6), len(names) - 1)]


def _spelling(name: Spelled, rng: random.Random) -> str:
    """One of them, the frequent ones more often."""
    return name.latin[int(len(name.latin) * rng.random() ** 1.3)]
