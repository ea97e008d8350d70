"""Who is asking, for which organisation, and for what purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class ActorKind(StrEnum):
    """The ways somebody can stand before Parvis."""

    ACCOUNT = "account"  # a signed-in member of staff or host
    PERSON = "person"  # a person in her own space, by her card and PIN or by an account that is of her
    LINK = "link"  # whoever holds the link of one referral
    SYSTEM = "system"  # a named command or task
    PUBLIC = "public"  # anybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The one argument that every query and action takes first.

    `organisation_id` is the organisation acted for, `controller_id` the one that answers for the
    personal data (design: "Who owns what"). `purpose` is a code, written into every read log line.
    """

    kind: ActorKind
    language: str = "fr"
    account_id: int | None = None
    person_id: int | None = None
    link_id: int | None = None
    organisation_id: int | None = None
    controller_id: int | None = None
    roles: frozenset[str] = frozenset()
    purpose: str = ""
    name: str = ""

    @classmethod
    def public(cls, language: str = "fr") -> Actor:
        """Anybody, reading public pages."""
        return cls(kind=ActorKind.PUBLIC, language=language)

    @classmethod
    def system(cls, name: str, *, controller_id: int | None = None, language: str = "fr") -> Actor:
        """A named command or task, such as `import.hsds` or `nightly`."""
        return cls(kind=ActorKind.SYSTEM, name=name, purpose=name, controller_id=controller_id, language=language)

    def has_role(self, *roles: str) -> bool:
        """Whether the actor holds any of these roles now."""
        return bool(self.roles.intersection(roles))

    def for_purpose(self, purpose: str) -> Actor:
        """The same actor, reading for another stated purpose."""
        return replace(self, purpose=purpose)

    @property
    def staff_id(self) -> int | None:
        """The account that acts for an organisation. None for a person in her own space, though an account may have opened it:
        what a colleague does or reads as herself stands nowhere under her working name.
        """
        return self.account_id if self.kind is ActorKind.ACCOUNT else None

    @property
    def is_system(self) -> bool:
        """Whether a command or task acts, not a human being."""
        return self.kind is ActorKind.SYSTEM

    @property
    def label(self) -> str:
        """Short, non-personal text for audit rows: `account:12`, `person:7`, `link:3`, `system:nightly`."""
        number = {
            ActorKind.ACCOUNT: self.account_id,
            ActorKind.PERSON: self.person_id,
            ActorKind.LINK: self.link_id,
        }.get(self.kind)
        return f"{self.kind}:{self.name or '-'}" if number is None else f"{self.kind}:{number}"
