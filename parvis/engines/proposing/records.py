"""What goes in and comes out: needs, candidates, proposals and their reasons as codes with parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from parvis.engines.eligibility import Group, Rule, Verdict
from parvis.engines.hours import UNKNOWN, Status


class Kind(StrEnum):
    """What a reason is for: what fits, what to ask, what to bring, what fails, what to be careful with."""

    FITS = "fits"
    ASK = "ask"
    BRING = "bring"
    WARN = "warn"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` finds the sentence at the door; `points` is what it added to the score."""

    kind: Kind
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is needed. `refused` holds the candidates' ids that the person said no to. `place` is (lat, lon)."""

    topics: frozenset[str]
    language_wanted: bool = False  # it is a language that is to be learnt
    languages: frozenset[str] = frozenset()
    place: tuple[float, float] | None = None
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A service as far as proposing it goes. None is unknown everywhere; a text in `documents` is a paper to bring."""

    id: str
    topics: frozenset[str]
    active: bool = True
    rules: Group | Rule | None = None
    place: tuple[float, float] | None = None
    remote: bool = False  # by phone or online: distance does not count
    languages: frozenset[str] | None = None
    hours: Status = UNKNOWN
    checked_on: date | None = None
    answer_hours: float | None = None  # the usual time to answer a referral
    free: bool | None = None
    teaches_language: bool = False
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Points and limits; an installation may set its own. `radius_km`: nothing is gained beyond it, nothing is excluded."""

    taught: int = 100  # more than all the others together: who wants to learn a language is shown that first
    near: int = 30
    radius_km: float = 20
    language: int = 25
    eligible: int = 20
    open_now: int = 10
    open_soon: int = 6
    fresh: int = 10
    answers: int = 10
    free: int = 8
    fresh_days: int = 90
    stale_days: int = 365
    soon_hours: int = 48
    answer_hours: int = 72


@dataclass(frozen=True, slots=True)
class Proposal:
    """A service that may be proposed. `verdict` is FITS or ASK."""

    id: str
    score: int
    verdict: Verdict
    reasons: tuple[Reason, ...]
    distance_km: float | None = None
    stale: bool = False

    def of(self, kind: Kind) -> tuple[Reason, ...]:
        """The reasons of a kind."""
        return tuple(reason for reason in self.reasons if reason.kind is kind)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A service that a hard rule took out, and every reason why."""

    id: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """Best first; what was set aside, by id."""

    ranked: tuple[Proposal, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
