"""One small table of allowed transitions per object (design, "States"); whatever is not listed is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parvis.kernel.errors import Refused


@dataclass(frozen=True)
class Machine:
    """`steps` maps a state to the states that may follow; `exits` can follow any open state."""

    name: str
    steps: Mapping[str, frozenset[str]]
    exits: frozenset[str]
    closed: frozenset[str]

    @classmethod
    def of(
        cls, name: str, steps: Mapping[str, Iterable[str]], *, exits: Iterable[str] = (), closed: Iterable[str] = ()
    ) -> Machine:
        """Build a machine; `closed` are states that nothing leaves, besides what `steps` says."""
        return cls(
            name=name,
            steps={state: frozenset(after) for state, after in steps.items()},
            exits=frozenset(exits),
            closed=frozenset(closed) | frozenset(exits),
        )

    @property
    def states(self) -> frozenset[str]:
        """Every state the machine knows."""
        return frozenset(self.steps).union(*self.steps.values(), self.exits, self.closed)

    def may(self, frm: str, to: str) -> bool:
        """Whether `to` may follow `frm`."""
        if to in self.steps.get(frm, frozenset()):
            return True
        return frm not in self.closed and to in self.exits

    def check(self, frm: str, to: str) -> None:
        """Raise `Refused` unless `to` may follow `frm`."""
        if not self.may(frm, to):
            raise Refused("states.not_allowed", machine=self.name, frm=frm, to=to)
