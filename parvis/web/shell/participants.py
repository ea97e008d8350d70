"""What participants let those know of them who give what they take part in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from parvis.kernel.actor import Actor
from parvis.people import queries as people


@dataclass(frozen=True, slots=True)
class Known:
    """A name with its language, ways to reach her, her language: each only where she said yes to it."""

    name: str
    name_language: str
    phones: tuple[str, ...]
    language: str
    interpreter: bool


def known(actor: Actor, organisation_id: int, person_ids: Iterable[int], at: datetime) -> dict[int, Known]:
    """By person; whoever said nothing is absent. Each reading is noted, and she sees it."""
    found = people.participants_shown(actor, organisation_id, person_ids, at)
    return {pk: _known(one) for pk, one in found.items()}


def known_to_giver(actor: Actor, taken: Iterable[tuple[int, int]], at: datetime) -> dict[tuple[int, int], Known]:
    """The same for a person who gives her own time: by person and the organisation for which she gives it."""
    found = people.participants_of_giver(actor, taken, at)
    return {pair: _known(one) for pair, one in found.items()}


def _known(one: people.ShownParticipant) -> Known:
    return Known(
        name=one.name or "",
        name_language=one.name_language,
        phones=tuple(way.value for way in one.contacts or () if way.kind == "phone"),
        language=one.language or "",
        interpreter=bool(one.interpreter),
    )
