"""What a door hands to the actions: as typed by a human, nothing checked yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from parvis.people.choices import (
    BirthPrecision,
    Gender,
    HouseholdRole,
    NameKind,
    NoticeManner,
    PartKind,
    Safety,
    Stage,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewName:
    """One name form, in the script its bearer uses."""

    text: str
    language: str = "und"
    kind: str = NameKind.USED


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """How well we know it, and what was said: a date or its text, a year, or (about) an age. Any script's digits."""

    precision: str = BirthPrecision.UNKNOWN
    value: date | int | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """A way to reach her, and whether it is safe."""

    kind: str
    value: str
    safety: str = Safety.UNKNOWN
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDone:
    """The privacy notice as it was given, before the first field."""

    version: str
    language: str
    manner: str = NoticeManner.READ_ALOUD
    interpreter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """In which part, for which organisation if for one, from which day (today). `vetting` empty: as usual for the part."""

    part: str = PartKind.NEWCOMER
    organisation_id: int | None = None
    starts_on: date | None = None
    vetting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingSeen:
    """The check of a part as the desk notes it; a valid one names the kind of paper and its last day."""

    vetting: str
    paper: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A registration, with as little as the person wants to give. A host is asked nothing that only a newcomer is."""

    names: Sequence[NewName]
    language: str = "und"
    speaks: Sequence[str] = ()
    interpreter: bool = False
    gender: str = Gender.UNKNOWN
    birth: Birth = field(default_factory=Birth)
    stage: str = Stage.UNKNOWN
    quarter: str = ""
    pronunciation: str = ""
    contact: NewContact | None = None
    household: UUID | str | None = None
    role: str = HouseholdRole.ADULT
    part: NewPart = field(default_factory=NewPart)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanges:
    """A correction: what is None stays as it is; `names` replaces all names."""

    names: Sequence[NewName] | None = None
    language: str | None = None
    speaks: Sequence[str] | None = None
    interpreter: bool | None = None
    gender: str | None = None
    birth: Birth | None = None
    stage: str | None = None
    quarter: str | None = None
    pronunciation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTerms:
    """What is said yes or no to, and how it was explained."""

    purpose: str
    fields: Sequence[str]
    text_version: str
    language: str
    manner: str
    recipient_id: int | None = None
    interpreter: str = ""
    guardian_id: int | None = None
