"""Retention classes. Every model names one; the nightly purge and the dry run read them (principle 9).

Each room that stores something about a person registers in its `apps.py` how it erases it, and what its tables say of her.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.core.actions import action
from parvis.core.subject import Part, Source, parts
from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """How long, counted from what, and what happens then. `days` None: as long as the thing it belongs to."""

    code: str
    days: int | None
    counted_from: str
    then: str


# Durations are defaults of the demo; an installation overrides them in PARVIS_RETENTION_DAYS.
CLASSES = {
    kind.code: kind
    for kind in (
        RetentionClass("public", None, "never: public reference data", "keep"),
        RetentionClass("account", 365, "last day of the last membership", "anonymise"),
        RetentionClass("person", 730, "closure of the last case, end of the last part as a host", "erase"),
        RetentionClass("case", 730, "closure of the case", "erase"),
        RetentionClass("consent", 1825, "end of the consent", "erase"),
        RetentionClass("audit", 1095, "the event", "erase"),
        RetentionClass("message", 90, "sending", "erase"),
        RetentionClass("link", 30, "expiry of the link", "erase"),
        RetentionClass("technical", 7, "creation", "erase"),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """A room that keeps something about persons: how it erases, by the person's row id, and its part of her own file."""

    room: str
    erase: Callable[[int], None]
    sources: Sequence[Source]


_keepers: dict[str, Keeper] = {}


def register(keeper: Keeper) -> None:
    """A room registers once, in its `apps.py`; registering again replaces."""
    _keepers[keeper.room] = keeper


@action
def erase_person(*, person_id: int, by: Actor, at: datetime) -> None:
    """Every room erases what it keeps, the upper floors first, in one transaction.

    What stays is without identity: the change log (which rows went, when, by whom) and the read log (numbers that lead
    nowhere any more), until their own class ends.
    """
    for keeper in reversed(_keepers.values()):
        keeper.erase(person_id)


def file_of(person_id: int, *, whole: bool) -> list[Part]:
    """All that is kept about a person (principle 7), room by room, the lowest first; `whole`: with what its officer looks at
    before it is handed over. Who may ask is the caller's to say.
    """
    sources = (one for keeper in _keepers.values() for one in keeper.sources)
    return list(parts(sources, person_id, whole=whole))


def sources() -> dict[str, Sequence[Source]]:
    """What each room says of persons."""
    return {room: keeper.sources for room, keeper in _keepers.items()}
