"""The shapes in which an outside source hands its organisations and services to the directory.

This is a contract: every importer (HSDS, a mapped feed, the demo town) builds these frozen records and passes them to
`parvis.directory.actions.upsert_from_source`. They know nothing of files, formats or the database. What a source says and Parvis
has no home for travels in `extra`, so that nothing is lost and an export can give it back.

Identity is `(source, source_id)`. `digest()` says whether a record differs from the one read last time: two records with the same
content have the same digest whatever the order of their `extra` keys, so running an import again changes nothing.

Text fields are never None: "" means that the source says nothing. Numbers, dates and times are None when unknown. Times are local
to the place. Languages are BCP 47 codes ("ht", "fr"); a language we could not recognise has code "" and keeps its `name`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from typing import Any

Extra = Mapping[str, object]

ACTIVE, INACTIVE, DEFUNCT, PAUSED = "active", "inactive", "defunct", "temporarily closed"
STATUSES = (ACTIVE, INACTIVE, DEFUNCT, PAUSED)


@dataclass(frozen=True, kw_only=True)
class LanguageIn:
    """A language spoken (never the language a text is written in); `note` keeps a condition such as "on request"."""

    code: str = ""
    name: str = ""
    note: str = ""
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PhoneIn:
    """`number` is E.164 ("+13055734200") when `valid`, otherwise the source's own text, shown as it is and not to tap."""

    number: str
    valid: bool = True
    extension: str = ""
    kind: str = "voice"
    description: str = ""
    languages: tuple[LanguageIn, ...] = ()
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ScheduleIn:
    """One weekday's opening: Monday is 0. A `closes_at` not after `opens_at` runs past midnight.

    A rule that no weekday says (every second week, the 3rd of the month) has `weekday` None and the RRULE text in `rule`;
    it is shown, but never evaluated to "closed". Without both times the row is a remark (`note`), not an opening.
    """

    weekday: int | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    rule: str = ""
    on_holidays: bool = False  # also on public holidays
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AddressIn:
    """`kind`: physical, postal or virtual. `country` is ISO 3166-1 alpha-2 or ""."""

    line_1: str = ""
    line_2: str = ""
    attention: str = ""
    city: str = ""
    region: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    kind: str = "physical"
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AccessibilityIn:
    """What a source says about access for people with disabilities at a place, in its words."""

    description: str = ""
    details: str = ""
    url: str = ""
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ContactIn:
    """A person or desk named as contact by a public listing."""

    name: str = ""
    title: str = ""
    department: str = ""
    email: str = ""
    phones: tuple[PhoneIn, ...] = ()
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ChangeIn:
    """One line of a source's own change log: which field, when, from what to what, and by whom in the source's words."""

    field: str = ""
    on: date | None = None
    action: str = ""
    previous: str = ""
    replacement: str = ""
    by: str = ""
    source_id: str = ""
    extra: Extra = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LocationIn:
    """A place. `kind`: physical, postal or virtual. A `confidential` place (a shelter) never shows address or coordinates."""

    source_id: str
    name: str = ""
    alternate_name: str = ""
    description: str = ""
    kind: str = "physical"
    latitude: float | None = None
    longitude: float | None = None
    addresses: tuple[AddressIn, ...] = ()
    transportation: str = ""
    url: str = ""
    phones: tuple[PhoneIn, ...] = ()
    schedules: tuple[ScheduleIn, ...] = ()
    languages: tuple[LanguageIn, ...] = ()
    accessibility: tuple[AccessibilityIn, ...] = ()
    contacts: tuple[ContactIn, ...] = ()
    confidential: bool = False
    link_source_id: str = ""  # the source's id of the link service–place (HSDS service_at_location)
    link_description: str = ""
    quarter: str = ""
    access: tuple[str, ...] = ()  # codes such as `step_free`; the source's own words stay in `accessibility`
    translations: tuple[TranslationIn, ...] = ()
    log: tuple[ChangeIn, ...] = ()
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CostIn:
    """`amount` is decimal text ("35" or "12.50") with its ISO 4217 `currency`; both "" when only words are given."""

    option: str = ""
    amount: str = ""
    currency: str = ""
    description: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DocumentIn:
    """A paper to bring."""

    name: str
    url: str = ""
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AreaIn:
    """Where a service is offered; `extent` is geometry as text (GeoJSON …) of the named type."""

    name: str = ""
    description: str = ""
    extent: str = ""
    extent_type: str = ""
    url: str = ""
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TopicIn:
    """A term of a vocabulary. `vocabulary` "parvis" means that `code` is one of `parvis.kernel.topics`."""

    code: str
    name: str = ""
    vocabulary: str = ""
    description: str = ""
    parent_code: str = ""
    url: str = ""
    source_id: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TranslationIn:
    """One field in another language (`field` as in `directory.choices.TRANSLATED`), with where it comes from."""

    field: str
    language: str
    text: str
    origin: str = "human"  # human | machine | verified
    read_by_native: bool = False


@dataclass(frozen=True, kw_only=True)
class OrganisationIn:
    """Who offers services. `kind` is one of `access.choices.OrganisationKind` or "" when the source says none."""

    source_id: str
    name: str
    alternate_name: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    phones: tuple[PhoneIn, ...] = ()
    locations: tuple[LocationIn, ...] = ()
    contacts: tuple[ContactIn, ...] = ()
    topics: tuple[TopicIn, ...] = ()
    legal_status: str = ""
    year_founded: int | None = None
    logo_url: str = ""
    parent_source_id: str = ""
    kind: str = ""
    language: str = ""  # of the texts; "" takes the language of the import
    translations: tuple[TranslationIn, ...] = ()
    log: tuple[ChangeIn, ...] = ()
    extra: Extra = field(default_factory=dict)

    def digest(self) -> str:
        """Same content, same digest (SHA-256, hexadecimal)."""
        return _digest(self)


@dataclass(frozen=True, kw_only=True)
class ServiceIn:
    """What an organisation does for people. `organisation_id` is the organisation's `source_id` in the same source."""

    source_id: str
    organisation_id: str
    name: str
    alternate_name: str = ""
    description: str = ""
    url: str = ""
    email: str = ""
    status: str = ACTIVE
    phones: tuple[PhoneIn, ...] = ()
    locations: tuple[LocationIn, ...] = ()
    schedules: tuple[ScheduleIn, ...] = ()
    languages: tuple[LanguageIn, ...] = ()
    costs: tuple[CostIn, ...] = ()
    documents: tuple[DocumentIn, ...] = ()
    areas: tuple[AreaIn, ...] = ()
    contacts: tuple[ContactIn, ...] = ()
    topics: tuple[TopicIn, ...] = ()
    eligibility_text: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    application_process: str = ""
    wait_time: str = ""
    fees: str = ""
    interpretation: str = ""
    accreditations: str = ""
    licences: str = ""
    alert: str = ""
    assured_on: date | None = None  # when the source last checked it
    assured_by: str = ""  # the e-mail of who checked it, not for publication unless the source publishes it
    modified_at: datetime | None = None
    # What Parvis holds beyond HSDS; empty from most sources.
    language: str = ""
    summary: str = ""
    bring_text: str = ""  # one line an item
    cost_kind: str = ""  # one of `directory.choices.CostKind`
    by_appointment: bool = False
    takes_no_referrals: bool = False
    sensitive: bool = False
    rules: tuple[Mapping[str, object], ...] = ()  # eligibility rules, see `engines.eligibility`
    translations: tuple[TranslationIn, ...] = ()
    log: tuple[ChangeIn, ...] = ()
    extra: Extra = field(default_factory=dict)

    def digest(self) -> str:
        """Same content, same digest (SHA-256, hexadecimal)."""
        return _digest(self)


@dataclass(frozen=True, kw_only=True)
class UpsertCounts:
    """What bringing in a source did. `read` = `created` + `updated` + `unchanged`; `missing` were there before and weren't read."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    missing: int = 0

    def __add__(self, other: UpsertCounts) -> UpsertCounts:
        return UpsertCounts(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


def _digest(record: OrganisationIn | ServiceIn) -> str:
    text = json.dumps(plain(record), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(value: object) -> Any:
    """A record, or a part of one, as JSON can hold it; what is empty is left out. `directory.packing` reads it back."""
    if is_dataclass(value) and not isinstance(value, type):
        # What is as the field's default is left out, so that a field added later does not change every digest.
        given = ((f.name, getattr(value, f.name)) for f in fields(value) if not _is_default(f, getattr(value, f.name)))
        return {name: plain(item) for name, item in given}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def _is_default(declared: Field[Any], item: object) -> bool:
    # Type and value: 0 is Monday, and not the same as False or "".
    default = {} if declared.default is MISSING and declared.default_factory is not MISSING else declared.default
    return type(item) is type(default) and item == default
