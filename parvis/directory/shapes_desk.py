"""What the queries for the directory's desk give back: listings to be edited, sources, conflicts, look-alikes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from parvis.directory.provenance import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source and what stands here of it."""

    name: str
    title: str
    licence: str
    link: str
    services: int
    missing: int  # not in the source any more


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingLine:
    """A service in a list of the desk."""

    public_id: UUID
    name: str
    organisation_name: str
    source: str
    status: str
    by_hand: bool
    listed: bool  # not hidden behind another one


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceToEdit:
    """A place of a service. A confidential one shows its address here alone, to who keeps it."""

    public_id: UUID
    name: str
    line_1: str
    line_2: str
    postal_code: str
    city: str
    latitude: float | None
    longitude: float | None
    confidential: bool
    services: int  # given there
    version: int
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingToEdit:
    """Everything an editor may change of a service, as texts; `origins` say where each field comes from."""

    public_id: UUID
    organisation_name: str
    source_title: str
    language: str
    fields: Mapping[str, str]
    version: int
    listed_as: UUID | None
    origins: tuple[Origin, ...]
    places: tuple[PlaceToEdit, ...]
    place_phones: tuple[str, ...]  # shown where the service has none of its own
    said: Mapping[str, tuple[str, ...]]  # what the source said of fields that a hand wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """A source against a hand. `service_*` name the listing; of a place, the first service given there."""

    public_id: UUID
    field: str
    source_title: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    state: str
    raised_at: datetime
    decided_at: datetime | None
    decided_by: int | None
    written_by: str  # an organisation
    written_on: str
    service_name: str
    service_public_id: UUID | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinView:
    """One of two that look alike. `public_id` is what `say_same` takes, `page_id` what its page is called by."""

    public_id: UUID
    page_id: UUID
    name: str
    organisation_name: str
    source_title: str
    places: tuple[str, ...]
    phones: tuple[str, ...]
    url: str
    email: str
    hours: tuple[str, ...]
    about: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlikeView:
    """Two that may be the same, with what speaks for it."""

    public_id: UUID
    kind: str
    score: int
    reasons: tuple[Mapping[str, Any], ...]
    one: TwinView
    other: TwinView
    state: str
    shown: UUID | None
    decided_at: datetime | None
    decided_by: int | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many wait for a person."""

    conflicts: int
    lookalikes: int
