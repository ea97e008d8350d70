"""For who keeps listings: to edit, to decide. Each begins with the actor and sees what she keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from parvis.core.rows import one
from parvis.directory import keeping, provenance, rules, saying
from parvis.directory.choices import UNDECIDED, ConflictState, LookAlikeKind, LookAlikeState
from parvis.directory.models import (
    FieldConflict,
    Location,
    LookAlike,
    OrganisationProfile,
    Service,
    ServiceLocation,
    Source,
)
from parvis.directory.permissions import conflicts_kept_by, lookalikes_kept_by, services_kept_by
from parvis.directory.shapes_desk import (
    ConflictView,
    ListingLine,
    ListingToEdit,
    LookAlikeView,
    PlaceToEdit,
    SourceLine,
    TwinView,
    Waiting,
)
from parvis.kernel.actor import Actor

_ANSWERED = (ConflictState.OURS, ConflictState.THEIRS)
_SAID = (LookAlikeState.SAME, LookAlikeState.DIFFERENT)


def sources_of(actor: Actor) -> list[SourceLine]:
    """Every source with its listings, the fullest first; among those that the actor keeps."""
    gone = Count("pk", filter=Q(extra__missing_since__isnull=False))
    rows = services_kept_by(actor).exclude(source="").values("source").annotate(n=Count("pk"), gone=gone)
    known = {row.name: row for row in Source.objects.all()}
    found = [
        SourceLine(
            name=row["source"],
            title=_title(known, row["source"]),
            licence=known[row["source"]].licence if row["source"] in known else "",
            link=known[row["source"]].link if row["source"] in known else "",
            services=row["n"],
            missing=row["gone"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda line: (-line.services, line.name))


def listings_named(actor: Actor, text: str, *, limit: int = 25) -> list[ListingLine]:
    """Services that the actor keeps whose name, or whose organisation's, holds every word; hidden and ended ones too."""
    words = text.split()[:6]
    if not words:
        return []
    rows = services_kept_by(actor).select_related("organisation")
    for word in words:
        rows = rows.filter(Q(name__icontains=word) | Q(organisation__name__icontains=word))
    return [_line(row) for row in rows.order_by("name", "pk")[:limit]]


def listing_to_edit(actor: Actor, public_id: UUID | str) -> ListingToEdit:
    """One service as its editor sees it. Raises `NotFound`."""
    links = ServiceLocation.objects.select_related("location").annotate(shared=Count("location__services"))
    rows = services_kept_by(actor).select_related("organisation", "listed_as")
    row = one(rows.prefetch_related(Prefetch("places", queryset=links.order_by("position", "pk"))), public_id=public_id)
    places = [(link.location, link.shared) for link in row.places.all()]  # type: ignore[attr-defined]
    title = Source.objects.filter(name=row.source).values_list("title", flat=True).first()
    return ListingToEdit(
        public_id=row.public_id,
        organisation_name=row.organisation.name,
        source_title=title or row.source,
        language=row.source_language,
        fields={
            "name": row.name,
            "summary": row.summary,
            "description": row.description,
            "phones": "\n".join(map(saying.phone, row.phones)),
            "hours": "\n".join(rules.hours_lines(row.schedules)),
            "url": row.url,
            "status": row.status,
        },
        version=row.version,
        listed_as=row.listed_as.public_id if row.listed_as else None,
        origins=provenance.origins(row.provenance),
        places=tuple(_place(place, shared) for place, shared in places),
        place_phones=tuple(saying.phone(phone) for place, _ in places for phone in place.phones),
        said={field: _said(row, field) for field in keeping.BY_HAND_SERVICE if _is_by_hand(row, field)},
    )


def waiting(actor: Actor) -> Waiting:
    """What waits for a decision."""
    return Waiting(
        conflicts=conflicts_kept_by(actor).filter(state=ConflictState.OPEN).count(),
        lookalikes=lookalikes_kept_by(actor).filter(state=LookAlikeState.OPEN).count(),
    )


def conflicts(
    actor: Actor, *, decided: bool = False, offset: int = 0, limit: int = 20
) -> tuple[list[ConflictView], int]:
    """A page of conflicts and how many: those that wait, what was put off last; or those decided by a person, newest first."""
    rows = conflicts_kept_by(actor).filter(state__in=_ANSWERED if decided else UNDECIDED)
    order = ("-decided_at", "-pk") if decided else ("-state", "raised_at", "pk")  # open before later
    page = list(rows.select_related("service", "location").order_by(*order)[offset : offset + limit])
    return _conflicts(page), rows.count()


def lookalikes(
    actor: Actor, *, kind: str = "", decided: bool = False, offset: int = 0, limit: int = 20
) -> tuple[list[LookAlikeView], int]:
    """A page of pairs that look alike and how many, of a kind or of both: those that wait, the surest first; or those decided,
    newest first.
    """
    rows = lookalikes_kept_by(actor).filter(state__in=_SAID if decided else UNDECIDED)
    rows = rows.filter(kind=kind) if kind else rows
    order = ("-decided_at", "-pk") if decided else ("-state", "-score", "pk")
    page = list(rows.order_by(*order)[offset : offset + limit])
    return _pairs(page), rows.count()


def _line(row: Service) -> ListingLine:
    return ListingLine(
        public_id=row.public_id,
        name=row.name,
        organisation_name=row.organisation.name,
        source=row.source,
        status=row.status,
        by_hand=any(provenance.is_by_hand(entry) for entry in row.provenance.values()),
        listed=row.listed_as_id is None,
    )


def _place(row: Location, shared: int) -> PlaceToEdit:
    return PlaceToEdit(
        public_id=row.public_id,
        name=row.name,
        line_1=row.address_1,
        line_2=row.address_2,
        postal_code=row.postal_code,
        city=row.city,
        latitude=row.latitude,
        longitude=row.longitude,
        confidential=row.confidential,
        services=shared,
        version=row.version,
        origins=provenance.origins(row.provenance),
    )


def _is_by_hand(row: keeping.Row, field: str) -> bool:
    return provenance.is_by_hand(row.provenance.get(field, {}))


def _said(row: keeping.Row, field: str) -> tuple[str, ...]:
    return tuple(saying.lines(field, row.provenance[field].get("said") or {}))


def _title(known: dict[str, Source], name: str) -> str:
    return known[name].title if name in known and known[name].title else name


def _conflicts(rows: Sequence[FieldConflict]) -> list[ConflictView]:
    known = {row.name: row for row in Source.objects.filter(name__in={row.source for row in rows})} if rows else {}
    places = [row.location_id for row in rows if row.location_id]
    links = ServiceLocation.objects.filter(location_id__in=places).select_related("service").order_by("-pk")
    at_place = {link.location_id: link.service for link in links} if places else {}
    return [_conflict(row, known, row.service or at_place.get(row.location_id or 0)) for row in rows]


def _conflict(row: FieldConflict, known: dict[str, Source], service: Service | None) -> ConflictView:
    return ConflictView(
        public_id=row.public_id,
        field=row.field,
        source_title=_title(known, row.source),
        ours=tuple(saying.lines(row.field, row.ours)),
        theirs=tuple(saying.lines(row.field, row.theirs)),
        state=row.state,
        raised_at=row.raised_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        written_by=str(row.held.get("for", "")),
        written_on=str(row.held.get("on", "")),
        service_name=service.name if service else "",
        service_public_id=service.public_id if service else None,
        version=row.version,
    )


def _pairs(rows: Sequence[LookAlike]) -> list[LookAlikeView]:
    twins = {
        LookAlikeKind.SERVICE.value: _services(_ids(rows, LookAlikeKind.SERVICE)),
        LookAlikeKind.ORGANISATION.value: _profiles(_ids(rows, LookAlikeKind.ORGANISATION)),
    }
    return [_pair(row, twins[row.kind]) for row in rows if {row.one_id, row.other_id} <= set(twins[row.kind])]


def _ids(rows: Iterable[LookAlike], kind: str) -> set[int]:
    return {pk for row in rows if row.kind == kind for pk in (row.one_id, row.other_id)}


def _pair(row: LookAlike, twins: dict[int, TwinView]) -> LookAlikeView:
    shown = twins.get(row.shown_id or 0)
    return LookAlikeView(
        public_id=row.public_id,
        kind=row.kind,
        score=row.score,
        reasons=tuple(row.reasons),
        one=twins[row.one_id],
        other=twins[row.other_id],
        state=row.state,
        shown=shown.public_id if shown else None,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        version=row.version,
    )


def _titles(names: Iterable[str]) -> dict[str, str]:
    wanted = set(names)
    known = {row.name: row for row in Source.objects.filter(name__in=wanted)}
    return {name: _title(known, name) for name in wanted}


def _services(ids: set[int]) -> dict[int, TwinView]:
    if not ids:
        return {}
    links = ServiceLocation.objects.select_related("location").order_by("position", "pk")
    rows = Service.objects.filter(pk__in=ids).select_related("organisation")
    rows = rows.prefetch_related(Prefetch("places", queryset=links))
    found = list(rows)
    titles = _titles(row.source for row in found)
    return {row.pk: _service(row, titles) for row in found}


def _service(row: Service, titles: dict[str, str]) -> TwinView:
    places = [link.location for link in row.places.all() if not link.location.confidential]
    numbers: list[Any] = [*row.phones, *(phone for place in places for phone in place.phones)]
    return TwinView(
        public_id=row.public_id,
        page_id=row.public_id,
        name=row.name,
        organisation_name=row.organisation.name,
        source_title=titles.get(row.source, ""),
        places=tuple(", ".join(line) for place in places[:3] if (line := saying.lines("address", keeping.state(place, "address")))),
        phones=tuple(dict.fromkeys(map(saying.phone, numbers)))[:3],
        url=row.url,
        email=row.email,
        hours=tuple(rules.hours_lines(row.schedules)),
        about=rules.first_sentence(row.summary or row.description),
        language=row.source_language,
    )  # fmt: skip


def _profiles(ids: set[int]) -> dict[int, TwinView]:
    if not ids:
        return {}
    found = list(OrganisationProfile.objects.filter(pk__in=ids).select_related("organisation"))
    titles = _titles(row.organisation.source for row in found)
    return {
        row.pk: TwinView(
            public_id=row.public_id,
            page_id=row.organisation.public_id,
            name=row.organisation.name,
            organisation_name="",
            source_title=titles.get(row.organisation.source, ""),
            places=(),
            phones=tuple(map(saying.phone, row.phones))[:3],
            url=row.url,
            email=row.email,
            hours=(),
            about=rules.first_sentence(row.description),
            language=row.source_language,
        )
        for row in found
    }
