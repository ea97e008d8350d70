"""Until when a record is kept, told to the person herself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parvis.core import clocks, retention
from parvis.core.house import house
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """`until` is the day of erasure; none: something goes on, so `days` have not begun. `open`: nobody can say now."""

    until: date | None
    days: int
    open: bool

    @property
    def years(self) -> int:
        """The same as `days`, where it is whole years."""
        return 0 if self.days % 365 else self.days // 365


def own_term(actor: Actor) -> OwnTerm:
    """Of the actor's own record."""
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound
    rule = retention.rule("person")
    last = clocks.last(clocks.PERSON, actor.person_id)
    until = None if last is None else house().day(retention.ends("person", last))
    return OwnTerm(until, rule.days or 0, retention.held(actor.person_id))
