"""A listing changed by hand: what an import says of these fields afterwards waits for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from parvis.access import queries as access
from parvis.core.actions import action, bump, locked
from parvis.core.house import house
from parvis.directory import keeping, provenance, publishing, rules
from parvis.directory.choices import UNDECIDED, ConflictState, ServiceStatus
from parvis.directory.errors import NotChangedHere
from parvis.directory.incoming import AddressIn, PhoneIn, ScheduleIn, plain
from parvis.directory.models import FieldConflict, Location, Service
from parvis.directory.permissions import services_kept_by
from parvis.engines.hours import parse_week
from parvis.engines.intake.phones import normal_phone
from parvis.engines.intake.values import is_url, with_scheme
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid

TEXT = 20_000


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What an editor changes of a service; None leaves a field as it is. `phones` one number a line, `hours` lines of free text."""

    name: str | None = None
    summary: str | None = None
    description: str | None = None
    phones: str | None = None
    hours: str | None = None
    url: str | None = None
    status: str | None = None


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a place is: its first address, and its point or none."""

    line_1: str
    line_2: str = ""
    postal_code: str = ""
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None


@action
def edit_listing(
    *, service_public_id: UUID | str, to: Listing, version: int | None = None, by: Actor, at: datetime
) -> Service:
    """Write fields of a service by hand. A field that stays as it is keeps its origin. Raises `Invalid`, `Stale`, `NotFound`."""
    row = locked(services_kept_by(by), version=version, public_id=service_public_id)
    given = {one.name: getattr(to, one.name) for one in fields(to) if getattr(to, one.name) is not None}
    wrong = _wrong(given)
    if wrong:
        raise Invalid(wrong)
    for field, value in given.items():
        was = keeping.state(row, field)
        keeping.restore(row, field, {"columns": _columns(row, field, value)})
        _note(row, field, was, by=by, at=at)
    bump(row)
    row.save()
    publishing.publish([row.pk])
    return row


@action
def move_place(
    *,
    service_public_id: UUID | str,
    place_public_id: UUID | str,
    to: Address,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Location:
    """Write the address and the point of a service's place by hand; for every service given there. Same errors."""
    services = services_kept_by(by).filter(public_id=service_public_id)
    row = locked(Location.objects.filter(services__service__in=services), version=version, public_id=place_public_id)
    if (to.latitude is None) != (to.longitude is None) or (
        to.latitude is not None and not rules.is_point(to.latitude, to.longitude)
    ):
        raise Invalid({"latitude": "directory.not_a_point"})
    if not (to.line_1.strip() or to.city.strip() or to.postal_code.strip()):
        raise Invalid({"line_1": "missing"})
    was = {field: keeping.state(row, field) for field in keeping.BY_HAND_LOCATION}
    keeping.restore(row, "address", _address(row, to))
    keeping.restore(row, "point", {"columns": {"latitude": to.latitude, "longitude": to.longitude}})
    for field, before in was.items():
        _note(row, field, before, by=by, at=at)
    bump(row)
    row.save()
    _forget_other_mentions(row)
    publishing.publish(row.services.values_list("service_id", flat=True))
    return row


@action
def take_back_edit(
    *,
    service_public_id: UUID | str,
    field: str,
    place_public_id: UUID | str | None = None,
    by: Actor,
    at: datetime,
) -> Service | Location:
    """A field says again what its source said when it was changed. Raises `NotChangedHere` when no hand wrote it."""
    services = services_kept_by(by).filter(public_id=service_public_id)
    row: Service | Location
    if place_public_id is None:
        row = locked(services)
    else:
        row = locked(Location.objects.filter(services__service__in=services), public_id=place_public_id)
    held = row.provenance.get(field, {})
    if not provenance.is_by_hand(held) or not held.get("said"):
        raise NotChangedHere
    keeping.restore(row, field, held["said"])
    row.provenance = {name: entry for name, entry in row.provenance.items() if name != field}
    bump(row)
    row.save()
    of = {"service": row} if isinstance(row, Service) else {"location": row}
    FieldConflict.objects.filter(**of, field=field, state__in=UNDECIDED).update(state=ConflictState.GONE, decided_at=at)
    publishing.publish([row.pk] if isinstance(row, Service) else row.services.values_list("service_id", flat=True))
    return row


def _note(row: Service | Location, field: str, was: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """Where the field comes from now. Back to what the source said, it is the source's again."""
    if keeping.state(row, field) == was:
        return
    held = row.provenance.get(field, {})
    said = held.get("said") if provenance.is_by_hand(held) else was
    rest = {name: entry for name, entry in row.provenance.items() if name != field}
    if keeping.state(row, field) == said:
        row.provenance = rest
        return
    organisation = access.organisation_names([by.organisation_id or 0]).get(by.organisation_id or 0, "")
    entry = provenance.by_hand(account=by.account_id, organisation=organisation, on=house().day(at), said=said)
    row.provenance = rest | {field: entry}


def _wrong(given: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    limits = {"name": 300, "url": 500}
    for field, value in given.items():
        if len(value) > limits.get(field, TEXT):
            wrong[field] = "too_long"
    if "name" in given and not given["name"].strip():
        wrong["name"] = "missing"
    if given.get("url", "").strip() and not is_url(with_scheme(given["url"])):
        wrong["url"] = "directory.not_a_site"
    if "status" in given and given["status"] not in ServiceStatus.values:
        wrong["status"] = "not_a_choice"
    return wrong


def _columns(row: Service, field: str, value: str) -> dict[str, Any]:
    text = value.replace("\x00", "").replace("\r\n", "\n").strip()
    if field == "phones":
        return {"phones": _phones(row, text)}
    if field == "hours":
        return {"schedules": _hours(row, text)}
    return {field: with_scheme(text) if field == "url" and text else text}


def _phones(row: Service, text: str) -> list[Any]:
    """One number a line; what was known of a number that stays (its kind, a remark) stays with it."""
    known = {str(one.get("number", "")): one for one in row.phones}
    found = []
    for given in filter(None, (line.strip() for line in text.splitlines())):
        number, extension, valid = normal_phone(given, house().phone_region)
        made = plain(PhoneIn(number=number if valid else given, valid=valid, extension=extension if valid else ""))
        found.append(known.get(made["number"], made))
    return found


def _hours(row: Service, text: str) -> list[Any]:
    """A week where a line is all hours, a remark where it is not. Unchanged text keeps the rows as they came; hours of a season,
    which the text does not show, stay."""
    if text == "\n".join(rules.hours_lines(row.schedules)):
        return list(row.schedules)
    found: list[ScheduleIn] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        week = parse_week(line)
        found += [ScheduleIn(weekday=o.weekday, opens_at=o.opens, closes_at=o.closes) for o in week.openings]
        if not week.understood:
            found.append(ScheduleIn(note=line))
    of_a_season = [one for one in row.schedules if one.get("valid_from") or one.get("valid_to")]
    return [plain(one) for n, one in enumerate(found) if one not in found[:n]] + of_a_season


def _address(row: Location, to: Address) -> keeping.State:
    """The first address that is no postal one is written anew; others stay."""
    kept = list(row.extra.get("kept", {}).get("addresses", ()))
    at = next((n for n, one in enumerate(kept) if one.get("kind", "physical") != "postal"), None)
    before = kept[at] if at is not None else {}
    country = row.country or str(before.get("country", "")) or house().country
    made = AddressIn(
        line_1=_line(to.line_1, 300),
        line_2=_line(to.line_2, 300),
        city=_line(to.city, 120),
        state=row.state,
        postal_code=_line(to.postal_code, 20),
        country=country,
    )
    new = plain(made)
    if at is None:
        kept.insert(0, new)
    else:
        kept[at] = new | {name: before[name] for name in ("source_id",) if name in before}
    columns = {
        "address_1": made.line_1, "address_2": made.line_2, "city": made.city, "state": made.state,
        "postal_code": made.postal_code, "country": made.country[:2],
    }  # fmt: skip
    if columns == {name: getattr(row, name) for name in columns}:
        return keeping.state(row, "address")
    return {"columns": columns, "kept": {"addresses": kept}}


def _line(text: str, limit: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:limit]


def _forget_other_mentions(row: Location) -> None:
    """A service that told this place otherwise tells it as it was written here."""
    names = keeping.written_here(row)
    for link in row.services.all():
        if names & set(link.extra):
            link.extra = {name: item for name, item in link.extra.items() if name not in names}
            link.save(update_fields=["extra"])
