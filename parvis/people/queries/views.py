"""What pages show of a person. Plain values, opened once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.people.rules import Age


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    """One name form."""

    text: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A way to reach her, and whether it is safe."""

    public_id: UUID
    kind: str
    value: str
    safety: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """The last privacy notice given to her."""

    version: str
    language: str
    manner: str
    interpreter: str
    given_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """Somebody of the household, without what she keeps to herself.

    `separate`: the reader may not open her record, so there is neither name nor link, only role and age.
    """

    role: str
    age: Age
    person_public_id: UUID | None
    display_name: str | None
    separate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdView:
    """A household and who lives in it now."""

    public_id: UUID
    label: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's record, to a reader who may see it. `household` leaves her out."""

    id: int
    public_id: UUID
    display_name: str
    names: tuple[NameView, ...]
    age: Age
    birth_precision: str
    birth: str
    language: str
    speaks: tuple[str, ...]
    interpreter: bool
    gender: str
    stage: str
    quarter: str
    pronunciation: str
    contacts: tuple[ContactView, ...]
    household: tuple[MemberView, ...]
    household_public_id: UUID | None
    registered_at: datetime
    version: int
    notice: NoticeView | None
