"""What the actions on agreements are given: plain shapes, made by a form, an import or a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParty:
    """A role and who stands in it: a person or an organisation, and the account that signs for it.

    An empty name is looked up; `second_name` is how the second language writes it, where that differs.
    """

    role: str
    person_id: int | None = None
    organisation_id: int | None = None
    account_id: int | None = None
    name: str = ""
    second_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """A text of the house to agree on. `blanks` fill its places: whole numbers, money as (amount, currency), short texts;
    `second_blanks` say the short texts in the second language, where somebody wrote them so."""

    template: str
    first_language: str
    second_language: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    parties: Sequence[NewParty]
    blanks: Mapping[str, object] = field(default_factory=dict)
    second_blanks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClause:
    """A clause of a draft. `binds` are numbers of parties. A text that stays as it was keeps what was known of it."""

    first: str
    second: str = ""
    binds: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """One change of an amendment. Without a position it adds a clause; `removed` takes the one there out."""

    position: int | None = None
    first: str = ""
    second: str = ""
    binds: Sequence[int] = ()
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What changes and why (an `AmendReason`). `ends_on` is the new last day, where `moves_end` says that it changes."""

    changes: Sequence[ClauseChange] = ()
    reason: str
    words: str = ""
    ends_on: date | None = None
    moves_end: bool = False
