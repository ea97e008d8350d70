"""What upper rooms may subscribe to; announced in the transaction of the write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEnded:
    """Base of the ways a consent stops allowing anything. Nothing is announced under this name."""

    consent_id: int
    person_id: int
    recipient_id: int | None
    purpose: str
    at: datetime
    actor: Actor


class ConsentWithdrawn(ConsentEnded):
    """The person said no, or gave a narrower consent instead: what stood on it closes at once (principle 4)."""


class ConsentExpired(ConsentEnded):
    """Its last day has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentReplaced:
    """A newer consent for the same purpose and recipient covers all that the older did: what stood on it stays open."""

    consent_id: int
    by_consent_id: int
    person_id: int
    at: datetime
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEnded:
    """A person no longer stands in a part from that day on; what she took up in it is for upper rooms to look at."""

    person_id: int
    part: str
    organisation_id: int | None
    on: date
    at: datetime
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysChanged:
    """A person opens her own page by another card or password now, or by no account any more: perhaps somebody else had the old one.
    What she opened with it to be read without any key closes.
    """

    person_id: int
    at: datetime
    actor: Actor
