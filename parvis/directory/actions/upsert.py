"""Bringing in a source, in bulk, so that doing it again changes nothing and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from parvis.access import actions as access
from parvis.core.actions import action, bump
from parvis.core.house import house
from parvis.core.identity import as_uuid, new_ids
from parvis.core.texts import NewTranslation, save_translations
from parvis.directory import disputes, keeping, mapping, provenance, publishing
from parvis.directory.choices import TRANSLATED
from parvis.directory.errors import UnknownOrganisation
from parvis.directory.incoming import LocationIn, OrganisationIn, ServiceIn, UpsertCounts, plain
from parvis.directory.keeping import Dispute
from parvis.directory.models import Location, OrganisationProfile, Service, ServiceLocation
from parvis.kernel.actor import Actor

BATCH = 500


@dataclass
class _Work:
    """What one call has read and is about to write."""

    source: str
    language: str
    at: datetime
    organisation_ids: dict[str, int] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    new_locations: list[Location] = field(default_factory=list)
    changed_locations: list[Location] = field(default_factory=list)
    seen_locations: dict[str, LocationIn] = field(default_factory=dict)
    links: list[tuple[Service, Location, int, dict[str, Any]]] = field(default_factory=list)
    texts: list[NewTranslation] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)

    def bring(self, row: keeping.Row, fill: Callable[[], None]) -> None:
        """Fill a row from its record. What hands have written in it stays, and what the source says of that is noted."""
        before = keeping.states(row) if row.pk else {}
        fill()
        if row.provenance:
            self.disputes += keeping.settle(row, before, source=self.source, on=house().day(self.at))
        else:
            row.provenance = {provenance.WHOLE: provenance.from_source(self.source, house().day(self.at))}


@action
def upsert_from_source(
    *,
    source: str,
    organisations: Iterable[OrganisationIn],
    services: Iterable[ServiceIn],
    language: str = "",
    complete: bool = True,
    by: Actor,
    at: datetime,
) -> UpsertCounts:
    """Create and change what the source has; leave alone what is the same, and what was written here by hand: where the source
    says otherwise, a conflict waits for a person. Counts are of services and organisations.

    `language` is that of its texts where a record does not say. With `complete`, services of the source that were not
    read are marked as missing and said to be so: never deleted. Raises `UnknownOrganisation` before anything is written.
    """
    listed, offered = list(organisations), list(services)
    work = _Work(source, language or "fr", at)
    _check(source, listed, offered)
    counts, changed_organisations = _bring_organisations(work, listed, by=by)
    service_counts, changed = _bring_services(work, offered)
    counts += service_counts
    disputes.record(work.disputes, source=source, at=at)
    missing = _mark_missing(work, {item.source_id for item in offered}) if complete else set()
    named_anew = set(Service.objects.filter(organisation_id__in=changed_organisations).values_list("pk", flat=True))
    publishing.publish(changed | missing | named_anew)
    return counts + UpsertCounts(missing=len(missing))


def republish(ids: Iterable[int] | None = None) -> int:
    """Write the services' search documents again: all of them when no ids are given."""
    return publishing.publish(Service.objects.values_list("pk", flat=True) if ids is None else ids)


def _check(source: str, listed: Sequence[OrganisationIn], offered: Sequence[ServiceIn]) -> None:
    known = {item.source_id for item in listed}
    unknown = {item.organisation_id for item in offered} - known
    if unknown:
        unknown -= set(
            OrganisationProfile.objects.filter(organisation__source=source).values_list(
                "organisation__source_id", flat=True
            )
        )
    if unknown:
        raise UnknownOrganisation(source=source, ids=sorted(unknown)[:20], count=len(unknown))


def _bring_organisations(work: _Work, listed: Sequence[OrganisationIn], *, by: Actor) -> tuple[UpsertCounts, list[int]]:
    listings = [
        access.Listing(
            source_id=item.source_id,
            name=item.name,
            kind=item.kind,
            language=item.language or work.language,
            digest=item.digest(),
        )
        for item in listed
    ]
    ids, outcome = access.upsert_listings(source=work.source, listings=listings, by=by, at=work.at)
    work.organisation_ids = ids
    changed = [item for item in listed if outcome[item.source_id] != "unchanged"]
    if changed:
        _write_profiles(work, changed)
    done = list(outcome.values())
    counts = UpsertCounts(
        read=len(done),
        created=done.count("created"),
        updated=done.count("updated"),
        unchanged=done.count("unchanged"),
    )
    return counts, [ids[item.source_id] for item in changed if outcome[item.source_id] == "updated"]


def _write_profiles(work: _Work, changed: Sequence[OrganisationIn]) -> None:
    _know_locations(work)
    known = {row.organisation_id: row for row in OrganisationProfile.objects.filter(organisation__source=work.source)}
    fresh: list[OrganisationProfile] = []
    touched: list[OrganisationProfile] = []
    for item in changed:
        pk = work.organisation_ids[item.source_id]
        row = known.get(pk)
        (touched if row else fresh).append(row := row or OrganisationProfile(organisation_id=pk))
        work.bring(row, partial(mapping.fill_profile, row, item, language=work.language))
        places = [(place.source_id, _difference(work, place, pk)) for place in item.locations]
        if places:
            row.extra = row.extra | {"places": places}
        sources = {"description": row.description}
        work.texts += _translations("organisation", pk, item.translations, sources)
    _save_locations(work)
    _save(OrganisationProfile, fresh, touched)
    _save_texts(work)


def _bring_services(work: _Work, offered: Sequence[ServiceIn]) -> tuple[UpsertCounts, set[int]]:
    known = {row.source_id: row for row in Service.objects.filter(source=work.source)}
    fresh: list[Service] = []
    touched: list[Service] = []
    back: list[Service] = []
    same = 0
    unknown = (item.source_id for item in offered if item.source_id not in known)
    public_ids = new_ids(Service, source=work.source, kind="service", source_ids=unknown)
    pending: list[tuple[Service, ServiceIn]] = []
    for item in offered:
        row = known.get(item.source_id)
        if row is not None and row.source_digest == item.digest():
            same += 1
            if row.extra.pop("missing_since", None):
                back.append(row)
            continue
        (touched if row else fresh).append(row := row or Service(public_id=public_ids[item.source_id]))
        row.organisation_id = _organisation_id(work, item)
        work.bring(row, partial(mapping.fill_service, row, item, language=work.language, source=work.source))
        pending.append((row, item))
    if pending:
        _know_locations(work)
    for row, item in pending:
        places = {place.source_id: place for place in item.locations}  # a place twice in one service is once
        for position, place in enumerate(places.values()):
            difference = _difference(work, place, row.organisation_id)
            work.links.append((row, work.locations[place.source_id], position, difference))
    _save_locations(work)
    for row in touched:
        bump(row)
    _save(Service, fresh, [*touched, *back])
    _save_links(work, touched)
    for row, item in pending:
        work.texts += _translations("service", row.pk, item.translations, _source_texts(row))
    _save_texts(work)
    counts = UpsertCounts(read=len(offered), created=len(fresh), updated=len(touched), unchanged=same)
    return counts, {row.pk for row in (*fresh, *touched, *back)}


def _source_texts(row: Service) -> dict[str, str]:
    """What translations of the source were made of: its own texts, also where another one was written here by hand."""
    found = {name: getattr(row, name) for name in TRANSLATED["service"]}
    for entry in row.provenance.values():
        said = entry.get("said") or {}
        found |= {name: text for name, text in said.get("columns", {}).items() if name in found}
    return found


def _organisation_id(work: _Work, item: ServiceIn) -> int:
    if item.organisation_id not in work.organisation_ids:
        rows = OrganisationProfile.objects.filter(organisation__source=work.source)
        work.organisation_ids = (
            dict(rows.values_list("organisation__source_id", "organisation_id")) | work.organisation_ids
        )
    return work.organisation_ids[item.organisation_id]


def _know_locations(work: _Work) -> None:
    if not work.locations:
        work.locations = {row.source_id: row for row in Location.objects.filter(source=work.source)}


def _difference(work: _Work, item: LocationIn, organisation_id: int) -> dict[str, Any]:
    """Note the place for writing, and tell what this mention says of it that the first one did not."""
    first = work.seen_locations.get(item.source_id)
    if first is None:
        work.seen_locations[item.source_id] = first = item
        row = work.locations.get(item.source_id)
        if row is None:
            row = Location(organisation_id=organisation_id)
            work.locations[item.source_id] = row
            work.new_locations.append(row)
        else:
            bump(row)
            work.changed_locations.append(row)
        work.bring(row, partial(mapping.fill_location, row, item, language=work.language, source=work.source))
    link = {name: getattr(item, name) for name in mapping.LINK_FIELDS if getattr(item, name)}
    if item is first:
        return link
    mine, theirs = plain(item), plain(first)
    names = (set(mine) | set(theirs)) - set(mapping.LINK_FIELDS) - keeping.written_here(work.locations[item.source_id])
    return link | {name: mine.get(name) for name in names if mine.get(name) != theirs.get(name)}


def _save_locations(work: _Work) -> None:
    fresh = [row.source_id for row in work.new_locations]
    public_ids = new_ids(Location, source=work.source, kind="location", source_ids=fresh)
    for row in work.new_locations:
        row.public_id = public_ids[row.source_id]
    _save(Location, work.new_locations, [row for row in work.changed_locations if row.pk])
    for row in (*work.new_locations, *work.changed_locations):
        item = work.seen_locations[row.source_id]
        work.texts += _translations("location", row.pk, item.translations, {"directions": row.directions})
    work.new_locations, work.changed_locations = [], []


def _save_links(work: _Work, touched: Sequence[Service]) -> None:
    for start in range(0, len(touched), BATCH):
        ServiceLocation.objects.filter(service__in=[row.pk for row in touched[start : start + BATCH]]).delete()
    rows = [
        ServiceLocation(
            public_id=_link_id(service, location, link),
            service=service,
            location=location,
            position=position,
            extra=link,
        )
        for service, location, position, link in work.links
    ]
    ServiceLocation.objects.bulk_create(rows, batch_size=BATCH)
    work.links = []


def _link_id(service: Service, location: Location, link: dict[str, Any]) -> UUID:
    """The same at every import: the source's own, or one made of the two it links."""
    return as_uuid(str(link.get("link_source_id", ""))) or uuid5(service.public_id, f"place\n{location.public_id}")


def _save(model: type[Any], fresh: Sequence[Any], touched: Sequence[Any]) -> None:
    """Insert, and update by the same statement: far cheaper than one CASE per column."""
    model.objects.bulk_create(fresh, batch_size=BATCH)
    names = [f.name for f in model._meta.concrete_fields if f.name not in {"id", "public_id", "created_at"}]
    model.objects.bulk_create(
        touched, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=names
    )


def _translations(kind: str, pk: int, items: Iterable[Any], sources: dict[str, str]) -> list[NewTranslation]:
    return [
        NewTranslation(
            kind=kind,
            object_id=pk,
            field=item.field,
            language=item.language,
            text=item.text,
            source=sources[item.field],
            origin=item.origin,
            read_by_native=item.read_by_native,
        )
        for item in items
        if item.field in sources
    ]


def _save_texts(work: _Work) -> None:
    save_translations(work.texts, at=work.at)
    work.texts = []


def _mark_missing(work: _Work, read: set[str]) -> set[int]:
    gone = []
    for row in Service.objects.filter(source=work.source).only("pk", "source_id", "extra"):
        if row.source_id not in read and "missing_since" not in row.extra:
            row.extra = row.extra | {"missing_since": house().day(work.at).isoformat()}
            gone.append(row)
    Service.objects.bulk_update(gone, ["extra"], batch_size=200)
    return {row.pk for row in gone}
