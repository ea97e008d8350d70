"""What the queries give back: frozen, without rows, and without the address or point of a confidential place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from parvis.core.texts import Text
from parvis.engines.hours import Status
from parvis.engines.proposing import Candidate


def is_step_free(access: Iterable[str]) -> bool:
    """Whether what is said of a place's access, as codes or in a source's words, says so."""
    words = [word.casefold() for word in access]
    return "step_free" in words or any("wheelchair" in word or "fauteuil" in word for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageView:
    """A language spoken there: its code, or the source's own words; perhaps with a condition."""

    code: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneView:
    """A number to tap, when it is one."""

    number: str
    valid: bool
    extension: str = ""
    kind: str = "voice"
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """Where it is. A confidential place has a name at most."""

    name: str
    lines: tuple[str, ...] = ()
    city: str = ""
    quarter: str = ""
    postal_code: str = ""
    language: str = ""
    lat: float | None = None
    lon: float | None = None
    directions: Text | None = None
    access: tuple[str, ...] = ()
    phones: tuple[PhoneView, ...] = ()
    confidential: bool = False
    kind: str = "physical"

    @property
    def step_free(self) -> bool:
        """Whether somebody said that one comes in without a step; silence is no answer."""
        return is_step_free(self.access)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """One weekday (Monday 0): when it opens and closes, remarks."""

    weekday: int
    spans: tuple[tuple[time, time], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCard:
    """One service in a list."""

    id: int
    public_id: UUID
    name: Text
    summary: Text
    who: Text  # one line, where it is not for everybody
    ages: tuple[int | None, int | None]
    topic: str
    topics: tuple[str, ...]
    status: Status
    listing: str  # as in HSDS: active, temporarily closed …
    distance_km: float | None
    lat: float | None
    lon: float | None
    place: str
    languages: tuple[LanguageView, ...]
    interpretation: Text
    cost_kind: str
    cost: Text
    phone: PhoneView | None
    by_appointment: bool
    verified_on: date | None
    verified_by: str
    stale: bool
    missing_since: date | None
    sensitive: bool
    referable: bool
    organisation_id: int
    organisation_name: str
    has_contact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Where a field comes from ("" the whole listing): a source, or a hand for an organisation; since when."""

    field: str
    source: str
    by: str
    by_hand: bool
    on: date | None
    licence: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage:
    """Everything that is said of one service, in one language."""

    card: ServiceCard
    alternate_name: str
    description: Text  # one line an item
    who: Text
    bring: Text
    application: Text
    places: tuple[PlaceView, ...]
    phones: tuple[PhoneView, ...]
    week: tuple[DayHours, ...]  # seven, or none when no hours are known
    hours_notes: tuple[str, ...]  # what no weekday says
    hours_complete: bool
    url: str
    email: str
    documents: tuple[str, ...]
    alert: str
    wait_time: str
    topics_guessed: bool
    source: str
    origins: tuple[OriginView, ...]
    source_language: str
    languages_of_texts: tuple[str, ...]
    organisation_public_id: UUID
    minimum_age: int | None
    maximum_age: int | None

    @property
    def unread(self) -> bool:
        """Whether a text on the page is a translation that no native reader has checked."""
        return any(text.unread for text in self.texts)

    @property
    def stale_translation(self) -> bool:
        """Whether a translation on the page is older than its source."""
        return any(text.stale for text in self.texts)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the page that is not empty."""
        own = (self.card.name, self.card.summary, self.description, self.who, self.bring, self.card.cost)
        return tuple(text for text in (*own, self.card.interpretation, self.application) if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFacts:
    """A service as `engines.proposing` takes it, and what a referral needs to know of it. `candidate.id` is its public id."""

    candidate: Candidate
    service_id: int
    public_id: UUID
    name: str
    organisation_id: int
    organisation_name: str
    receivable: bool  # takes referrals, and a message can reach it
    topic: str
    distance_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForReferral:
    """A service that somebody would refer to."""

    id: int
    public_id: UUID
    name: str
    topic: str
    organisation_id: int
    organisation_name: str
    has_contact: bool
    active: bool
    referable: bool
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCard:
    """One organisation in a list."""

    public_id: UUID
    name: str
    description: Text
    services: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage:
    """One organisation, and its services as cards."""

    public_id: UUID
    name: str
    description: Text
    url: str
    email: str
    phones: tuple[PhoneView, ...]
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A named point of the gazetteer: a locality, a postcode or a quarter. `code` is safe in an address bar."""

    code: str
    kind: str
    lat: float
    lon: float
    names: Mapping[str, str]  # by language; "" is the name in the host language

    def name(self, language: str) -> str:
        """The name as the reader calls it, else the host language's."""
        return self.names.get(language) or self.names[""]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A reader's word that a listing is wrong."""

    public_id: UUID
    what: str
    words: str
    language: str
    service_name: str
    service_public_id: UUID | None
    seen: bool
