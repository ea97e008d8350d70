"""Who acts in the demo, and when: every fact is made by somebody who could have made it, at its time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parvis.access.choices import Role
from parvis.cli.town.run import Run
from parvis.kernel.actor import Actor, ActorKind

SYSTEM = Actor.system("demo")


@dataclass
class Stage:
    """What has been built so far, by the ids of the data files."""

    now: datetime
    organisations: dict[str, int] = field(default_factory=dict)
    controllers: dict[str, int] = field(default_factory=dict)
    public_ids: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    employers: dict[str, str] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    services: dict[str, str] = field(default_factory=dict)
    receivers: dict[str, str] = field(default_factory=dict)
    locations: dict[str, int] = field(default_factory=dict)
    cards: dict[str, str] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    registers: dict[str, str] = field(default_factory=dict)
    registered: dict[str, datetime] = field(default_factory=dict)

    def ago(self, *, days: float = 0, hours: float = 0) -> datetime:
        """A moment before now."""
        return self.now - timedelta(days=days, hours=hours)

    def worker(self, username: str) -> Actor:
        """A member of staff at her organisation."""
        return self._member(self.employers[username], Role.CASEWORKER, account_id=self.accounts[username])

    def administrator(self) -> Actor:
        """Who looks after the town's own installation."""
        return self._member(self.employers["admin"], Role.ADMIN, account_id=self.accounts["admin"])

    def receiver(self, organisation: str) -> Actor:
        """Somebody of a receiving organisation; the demo gives few of them an account."""
        return self._member(organisation, Role.PROVIDER)

    def person(self, person: str, *, controller: str) -> Actor:
        """The person herself."""
        return Actor(
            kind=ActorKind.PERSON,
            person_id=self.persons[person],
            controller_id=self.organisations[controller],
            purpose="own_record",
            language=self.languages[person],
        )

    def controller_of(self, organisation: str) -> int | None:
        """The controller an organisation works under."""
        return self.controllers.get(organisation)

    def _member(self, organisation: str, role: str, *, account_id: int | None = None) -> Actor:
        return Actor(
            kind=ActorKind.ACCOUNT,
            account_id=account_id,
            organisation_id=self.organisations[organisation],
            controller_id=self.controller_of(organisation),
            roles=frozenset({role}),
            purpose="casework",
            name="demo",
        )
