"""Retention classes. Every model names one; the nightly purge and the dry run read them (principle 9).

Each room that stores something about a person registers in its `apps.py` how it erases it, and what its tables say of her. When a
row is due, the clocks say (`core.clocks`); who may not be erased now, the room that knows of holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from parvis.core.actions import action
from parvis.core.subject import Part, Source, parts
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """How long, counted from what, and what happens then. `days` None: as long as the thing it belongs to."""

    code: str
    days: int | None
    counted_from: str
    then: str


# Durations are defaults; an installation overrides them in PARVIS_RETENTION_DAYS: ask `rule`.
CLASSES = {
    kind.code: kind
    for kind in (
        RetentionClass("public", None, "never: public reference data", "keep"),
        RetentionClass("account", 365, "last day of the last membership", "anonymise"),
        RetentionClass(
            "person", 730, "the end of the last help: cases, parts as a host, visits, what was taken up", "erase"
        ),
        RetentionClass("case", 730, "closure of the case", "erase"),
        RetentionClass("consent", 1825, "end of the consent", "erase"),
        RetentionClass("audit", 1095, "the event", "erase"),
        RetentionClass("message", 90, "sending", "erase"),
        RetentionClass("link", 30, "expiry of the link", "erase"),
        RetentionClass("technical", 7, "creation", "erase"),
    )
}

# Of what ended when, the log of states is the witness: it outlives what it is asked about.
_WITNESSED = ("person", "case")


class OnHold(Refused):
    """Somebody's file is kept for a legal reason: nothing of it is erased until the hold is lifted."""

    code = "retention.on_hold"


def rule(code: str) -> RetentionClass:
    """A class with the duration in force here."""
    kind = CLASSES[code]
    given = getattr(settings, "PARVIS_RETENTION_DAYS", {})
    return kind if kind.days is None else replace(kind, days=given.get(code, kind.days))


def ends(code: str, since: datetime) -> datetime:
    """When what counts from that moment is due. Only of classes that have a duration."""
    days = rule(code).days
    if days is None:
        raise ValueError(code)
    return since + timedelta(days=days)


def check_durations() -> None:
    """At the start: a plain word on what PARVIS_RETENTION_DAYS says that can't be."""
    known = ", ".join(code for code, kind in CLASSES.items() if kind.days is not None)
    for code in getattr(settings, "PARVIS_RETENTION_DAYS", {}):
        if code not in CLASSES or CLASSES[code].days is None:
            msg = f"PARVIS_RETENTION_DAYS: {code} is no class with a duration; these are: {known}"
            raise ValueError(msg)
    witness = rule("audit").days or 0
    for code in _WITNESSED:
        if witness < (rule(code).days or 0):
            msg = (
                f"PARVIS_RETENTION_DAYS: audit must be at least as long as {code}, since the log says when things ended"
            )
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """A room that keeps something about persons: how it erases, by the person's row id, and its part of her own file."""

    room: str
    erase: Callable[[int], None]
    sources: Sequence[Source]


_keepers: dict[str, Keeper] = {}
# Gives the row ids of persons whose file is on hold, as a list or a queryset of ids; of one room alone.
_on_hold: list[Callable[[], Any]] = []


def register(keeper: Keeper) -> None:
    """A room registers once, in its `apps.py`; registering again replaces."""
    _keepers[keeper.room] = keeper


def register_holds(ids: Callable[[], Any]) -> None:
    """The room that knows whose file is on hold says so, in its `apps.py`."""
    _on_hold[:] = [ids]


def held_ids() -> Any:
    """Row ids of persons whose file is on hold: for `…__in`."""
    return _on_hold[0]() if _on_hold else []


def held(person_id: int) -> bool:
    """Whether nothing of this person may be erased now."""
    ids = held_ids()
    return person_id in ids if isinstance(ids, list) else ids.filter(person_id=person_id).exists()


@action
def erase_unless_held(*, person_id: int, by: Actor, at: datetime) -> None:
    """`erase_person` for whoever decides it: a clock, or somebody who is asked to. `OnHold` while the file is on hold.

    The other way is for who was erased already and came back with an older backup: what is gone is held by nobody.
    """
    if held(person_id):
        raise OnHold
    erase_person(person_id=person_id, by=by, at=at)


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
