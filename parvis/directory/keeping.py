"""The fields of a listing that are told apart: where each comes from, and which of them a hand may change.

A *state* is what a field holds, as JSON: its columns, and what of it stands in the row's remainder (`extra["kept"]`), such as a name
too long for its column. Putting a state back restores the field exactly.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parvis.directory import provenance, saying
from parvis.directory.incoming import ChangeIn
from parvis.directory.models import Location, OrganisationProfile, Service

State = dict[str, Any]
Row = Service | Location | OrganisationProfile


@dataclass(frozen=True, slots=True)
class Field:
    """Columns of the row, and keys of the remainder that belong to them."""

    columns: tuple[str, ...]
    kept: tuple[str, ...] = ()


def _field(*columns: str, kept: Iterable[str] = ()) -> Field:
    return Field(columns, (*columns, *kept))


SERVICE = {
    "name": _field("name"),
    "summary": _field("summary"),
    "description": _field("description"),
    "who": _field("eligibility_text", "minimum_age", "maximum_age", "rules"),
    "bring": _field("bring_text"),
    "cost": _field("cost_kind", "cost_text"),
    "application": _field("application_process"),
    "phones": _field("phones"),
    "email": _field("email"),
    "url": _field("url"),
    "hours": _field("schedules"),
    "languages": _field("languages", "interpretation"),
    "status": _field("status"),
}
LOCATION = {
    "place": _field("name"),
    "address": _field("address_1", "address_2", "city", "state", "postal_code", "country", kept=("addresses",)),
    "point": _field("latitude", "longitude"),
    "directions": _field("directions", kept=("transportation",)),
    "place_phones": _field("phones"),
    "place_hours": _field("schedules"),
}
PROFILE = {
    "description": _field("description"),
    "phones": _field("phones"),
    "email": _field("email"),
    "url": _field("url"),
}
# What an editor may change; what a source says of it then waits for a person.
BY_HAND_SERVICE = ("name", "summary", "description", "phones", "hours", "url", "status")
BY_HAND_LOCATION = ("address", "point")


def fields_of(row: Row) -> Mapping[str, Field]:
    """The fields that are told apart in this kind of row."""
    if isinstance(row, Service):
        return SERVICE
    return LOCATION if isinstance(row, Location) else PROFILE


def state(row: Row, field: str) -> State:
    """What a field holds now."""
    of = fields_of(row)[field]
    kept = row.extra.get("kept", {})
    found: State = {"columns": {name: getattr(row, name) for name in of.columns}}
    rest = {name: kept[name] for name in of.kept if name in kept}
    return found | ({"kept": rest} if rest else {})


def states(row: Row) -> dict[str, State]:
    """Of every field."""
    return {field: state(row, field) for field in fields_of(row)}


def restore(row: Row, field: str, to: State) -> None:
    """Put a state back (not saved)."""
    of = fields_of(row)[field]
    for name in of.columns:
        setattr(row, name, to["columns"][name])
    kept = {name: item for name, item in row.extra.get("kept", {}).items() if name not in of.kept} | to.get("kept", {})
    row.extra = {name: item for name, item in row.extra.items() if name != "kept"} | ({"kept": kept} if kept else {})


def digest(of: State) -> str:
    """The same state, the same digest."""
    return hashlib.sha256(json.dumps(of, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Dispute:
    """What came of a field that somebody had written by hand. `theirs` None: the source gives no cause for a conflict."""

    row: Row
    field: str
    ours: State
    theirs: State | None = None
    agreed: bool = False
    held: Mapping[str, Any] | None = None


def settle(row: Row, before: Mapping[str, State], *, source: str, on: date) -> list[Dispute]:
    """After the source's record was written onto a row: put back what hands have written, note where the rest comes from.

    A field is compared three ways: with what it was, and with what the source said when somebody changed it. The source saying
    what it said then is no news; saying what we say ends the matter; anything else is a conflict.
    """
    found = []
    for field, was in before.items():
        held = row.provenance.get(field, {})
        theirs = state(row, field)
        if not provenance.is_by_hand(held):
            if theirs != was:
                row.provenance = row.provenance | {field: provenance.from_source(source, on)}
        elif theirs == was:
            row.provenance = row.provenance | {field: provenance.from_source(source, on)}
            found.append(Dispute(row, field, was, agreed=True))
        else:
            restore(row, field, was)
            said = held.get("said")
            found.append(
                Dispute(row, field, was) if theirs == said else Dispute(row, field, was, theirs=theirs, held=held)
            )
    return found


def log(row: Row) -> tuple[ChangeIn, ...]:
    """The row's provenance as lines of a change log: where it comes from (unless it brought a log of its own), then each field
    that changed since or was written by hand. No account is named, an organisation is.
    """
    found = []
    for one in provenance.origins(row.provenance):
        if one.field == provenance.WHOLE:
            if not row.extra.get("kept", {}).get("log") and not _says_nothing(row):
                own = row.organisation.source_id if isinstance(row, OrganisationProfile) else row.source_id
                found.append(ChangeIn(field="id", on=one.on, action="create", replacement=own, by=one.source))
            continue
        said = row.provenance[one.field].get("said") or {}
        found.append(
            ChangeIn(
                field=one.field,
                on=one.on,
                action="update",
                previous="\n".join(saying.lines(one.field, said)),
                replacement="\n".join(saying.lines(one.field, state(row, one.field))),
                by=one.by if one.by_hand else one.source,
            )
        )
    return tuple(found)


def _says_nothing(row: Row) -> bool:
    """A place of which neither name, address nor point is told: a hidden one that came through another directory."""
    return isinstance(row, Location) and not (row.name or row.address_1 or row.city or row.latitude is not None)


def written_here(row: Location) -> set[str]:
    """Names of a place's record that no mention of the source may change, since a hand wrote them."""
    names = {"address": ("addresses",), "point": ("latitude", "longitude")}
    return {name for field, of in names.items() if provenance.is_by_hand(row.provenance.get(field, {})) for name in of}
