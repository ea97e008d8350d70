"""Pure decisions on agreements: which text is in force, whom an edition asks to sign, who still owes, what state follows.

Research: an amendment lists what it changes, and only who is touched signs again (immersion-facile, issue 5166).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from parvis.kernel.languages import autonym
from parvis.kernel.states import Machine

# Both ends of "in force ↔ amended" lead to the end.
AGREEMENT = Machine.of(
    "agreement",
    {
        "draft": ["to_sign"],
        "to_sign": ["partly_signed"],
        "partly_signed": ["in_force"],
        "in_force": ["amended", "ended"],
        "amended": ["in_force", "ended"],
    },
    exits=["void"],
    closed=["ended"],
)
OPEN = frozenset({"draft", "to_sign", "partly_signed", "in_force", "amended"})
UNSIGNED = frozenset({"to_sign", "partly_signed"})
ASKS = UNSIGNED | {"amended"}  # somebody is asked to sign
HOLDS = frozenset({"in_force", "amended"})  # a text is in force
NOT_YET = OPEN - HOLDS  # drafted, and not everybody has signed


@dataclass(frozen=True, slots=True)
class Line:
    """One wording of one clause: at which place, since which edition, binding which parties (by number).

    A wording is never changed. A later one at the same place replaces it; one that is `removed` takes the clause out.
    """

    position: int
    edition: int
    binds: frozenset[int]
    removed: bool = False


@dataclass(frozen=True, slots=True)
class EditionFact:
    """An edition, its state, and whether it touches everybody (the first one; a change of the last day)."""

    number: int
    state: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """A party has signed an edition."""

    party: int
    edition: int


def text_of(lines: Iterable[Line], editions: Iterable[int]) -> list[Line]:
    """The clauses that these editions make, in their order: the latest wording of each place, unless it was taken out."""
    counted = set(editions)
    latest: dict[int, Line] = {}
    for line in lines:
        known = latest.get(line.position)
        if line.edition in counted and (known is None or line.edition > known.edition):
            latest[line.position] = line
    return [latest[place] for place in sorted(latest) if not latest[place].removed]


def in_force(editions: Iterable[EditionFact]) -> frozenset[int]:
    """The editions whose wordings hold now: none before the first has every signature."""
    return frozenset(one.number for one in editions if one.state == "in_force")


def pending(editions: Iterable[EditionFact]) -> EditionFact | None:
    """The edition that waits for signatures; there is one at most."""
    return next((one for one in editions if one.state == "pending"), None)


def touched(lines: Sequence[Line], edition: EditionFact, before: Iterable[int]) -> list[Line]:
    """The wordings that an edition is about: its own, and those of `before` that it replaces or takes out."""
    own = [line for line in lines if line.edition == edition.number]
    places = {line.position for line in own}
    return [*own, *(line for line in text_of(lines, before) if line.position in places)]


def asked(lines: Sequence[Line], edition: EditionFact, before: Iterable[int], parties: Iterable[int]) -> frozenset[int]:
    """Whom an edition asks to sign: who is bound by what it touches, before or after; all of them where it is whole."""
    if edition.whole:
        return frozenset(parties)
    bound = {number for line in touched(lines, edition, before) for number in line.binds}
    return frozenset(bound & set(parties))


def owed(must: Iterable[int], edition: int, signed: Iterable[Signed]) -> frozenset[int]:
    """Who has still to sign an edition; a signature under another edition does not count."""
    return frozenset(must) - {one.party for one in signed if one.edition == edition}


def state_after(state: str, must: frozenset[int], owing: frozenset[int]) -> str:
    """What a signature leads to, from a state in which somebody was asked to sign."""
    if not owing:
        return "in_force"
    if state == "to_sign" and owing != must:
        return "partly_signed"
    return state


def state_on(state: str, ends_on: date | None, today: date) -> str:
    """The state that counts: past its last day an agreement has ended, whether or not the nightly run has said so."""
    over = state in HOLDS and ends_on is not None and ends_on < today
    return "ended" if over else state


def bound_wrongly(lines: Iterable[Line], parties: Iterable[int]) -> bool:
    """Whether a clause binds nobody (or somebody who is no party), or a party is bound by nothing."""
    known = set(parties)
    bound: set[int] = set()
    for line in lines:
        if not line.binds or not line.binds <= known:
            return True
        bound |= line.binds
    return bound != known


def script_of(text: str) -> str:
    """The script of its first letter, as Unicode names it: LATIN, ARABIC, CYRILLIC …; empty without any letter."""
    letter = next((sign for sign in text if sign.isalpha()), None)
    return unicodedata.name(letter, "").split(" ", 1)[0] if letter else ""


def name_for(names: Sequence[tuple[str, str]], language: str) -> str:
    """Which of a person's names, as (text, kind), stands in a text of this language: one in its script, the one in use first."""
    wanted = script_of(autonym(language))
    in_use = sorted(names, key=lambda name: name[1] != "used")
    return next((text for text, _kind in in_use if script_of(text) == wanted), in_use[0][0] if in_use else "")
