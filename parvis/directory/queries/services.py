"""Services: as cards, as a page, as somebody would refer to one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from parvis.core.models import Translation
from parvis.core.prepared import Prepared
from parvis.core.texts import nested_translations, translations, translations_in
from parvis.directory import provenance, reading, rules
from parvis.directory.choices import ServiceStatus
from parvis.directory.models import Service, ServiceLocation, Source
from parvis.directory.permissions import services_visible_to
from parvis.directory.shapes import DayHours, ForReferral, OriginView, ServiceCard, ServicePage
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.search import queries as search


def shown(rows: QuerySet[Service]) -> QuerySet[Service]:
    """With what every reading needs, in two statements."""
    return rows.select_related("organisation").prefetch_related(
        Prefetch("places", ServiceLocation.objects.select_related("location"), to_attr="shown_places")
    )


def find(public_id: UUID | str) -> Service:
    """One service that may be seen; of two that are the same, the one that is listed. Or `NotFound`."""
    rows = shown(services_visible_to(Actor.public())).annotate(
        source_line=Subquery(
            Source.objects.filter(name=OuterRef("source")).values(
                line=JSONObject(title="title", licence="licence", link="link")
            )[:1]
        )
    )
    try:
        row = rows.get(public_id=public_id)
    except (Service.DoesNotExist, ValidationError, ValueError):
        raise NotFound from None
    return (rows.filter(pk=row.listed_as_id).first() if row.listed_as_id else None) or row


def cards(
    ids: Sequence[int], language: str, at: datetime, near: tuple[float, float] | None = None
) -> list[ServiceCard]:
    """Cards in the order of `ids` (row ids); those that may not be seen are left out. Two statements."""
    if not ids:
        return []
    wanted = sorted(set(ids))
    rows: dict[int, Any] = {row.pk: row for row in _CARDS.rows(ids=wanted, language=language)}
    for row in rows.values():
        row.shown_places = []
    for link in _PLACES.rows(ids=wanted):
        if link.service_id in rows:
            rows[link.service_id].shown_places.append(link)
    found = translations_in(rows.values())
    return [reading.card(rows[pk], found, at=at, near=near) for pk in ids if pk in rows]


def _build_cards(*, ids: list[int], language: str) -> QuerySet[Service]:
    rows = services_visible_to(Actor.public()).filter(pk__in=ids).select_related("organisation")
    return rows.annotate(nested_texts=nested_translations("service", language))


def _build_places(*, ids: list[int]) -> QuerySet[ServiceLocation]:
    return ServiceLocation.objects.filter(service__in=ids).select_related("location")


_CARDS, _PLACES = Prepared(_build_cards), Prepared(_build_places)


def service_page(
    public_id: UUID | str, language: str, at: datetime, near: tuple[float, float] | None = None
) -> ServicePage:
    """Everything on one service in one language. Three statements. Raises `NotFound`."""
    return service_pages(public_id, (language,), at, near)[0]


def service_pages(
    public_id: UUID | str, languages: Sequence[str], at: datetime, near: tuple[float, float] | None = None
) -> list[ServicePage]:
    """The same in each of several languages, in the same three statements: for a sheet that two people read together."""
    row = find(public_id)
    wanted = Q(kind="service", object_id=row.pk)
    wanted |= Q(kind="location", object_id__in=[place.pk for place in reading.locations_of(row)])
    texts = list(Translation.objects.filter(wanted))
    return [_page(row, texts, language=language, at=at, near=near) for language in languages]


def _page(
    row: Service, texts: Sequence[Translation], *, language: str, at: datetime, near: tuple[float, float] | None
) -> ServicePage:
    found = {(t.object_id, t.field): t for t in texts if t.kind == "service" and t.language == language}
    ways = {(t.object_id, t.field): t for t in texts if t.kind == "location" and t.language == language}
    openings, complete = rules.openings(schedules := reading.schedules_of(row))
    kept = row.extra.get("kept", {})
    return ServicePage(
        card=reading.card(row, found, at=at, near=near),
        alternate_name=row.alternate_name,
        description=reading.text_of(row, "description", found),
        who=reading.text_of(row, "eligibility_text", found),
        bring=reading.text_of(row, "bring_text", found),
        application=reading.text_of(row, "application_process", found),
        places=tuple(reading.place(place, ways) for place in reading.locations_of(row)),
        phones=tuple(reading.phones_of(row)),
        week=week(schedules) if openings else (),
        hours_notes=hours_notes(schedules),
        hours_complete=complete,
        url=row.url,
        email=row.email,
        documents=tuple(one.get("name", "") for one in kept.get("documents", ())),
        alert=str(kept.get("alert", "")),
        wait_time=str(kept.get("wait_time", "")),
        topics_guessed=bool(row.extra.get("topics_guessed")),
        source=row.source,
        origins=_origins(row),
        source_language=row.source_language,
        languages_of_texts=tuple(sorted({t.language for t in texts if t.kind == "service"} | {row.source_language})),
        organisation_public_id=row.organisation.public_id,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
    )


def _origins(row: Service) -> tuple[OriginView, ...]:
    """Where it all comes from, then what has another origin, of the service and of its first place that may be shown.

    A source without a title is the house's own and has no line of its own.
    """
    line = getattr(row, "source_line", None) or {}
    if isinstance(line, str):
        line = json.loads(line)
    titles = {row.source: str(line.get("title", ""))}
    place = next((one for one in reading.locations_of(row) if not one.confidential), None)
    found = [one for one in provenance.origins(row.provenance) if one.field != provenance.WHOLE or titles[row.source]]
    if place is not None:
        found += [one for one in provenance.origins(place.provenance) if one.field != provenance.WHOLE]
    return tuple(
        OriginView(
            field="" if one.field == provenance.WHOLE else one.field,
            source=titles.get(one.source, "") or one.source,
            by=one.by,
            by_hand=one.by_hand,
            on=one.on,
            licence=str(line.get("licence", "")) if one.field == provenance.WHOLE else "",
            link=str(line.get("link", "")) if one.field == provenance.WHOLE else "",
        )
        for one in found
    )


def service_for_referral(public_id: UUID | str) -> ForReferral:
    """What a referral needs to know of a service. Raises `NotFound`."""
    return for_referral(find(public_id))


def for_referral(row: Service) -> ForReferral:
    """Of a row of `shown`."""
    return ForReferral(
        id=row.pk,
        public_id=row.public_id,
        name=row.name,
        topic=row.topics[0] if row.topics else "",
        organisation_id=row.organisation_id,
        organisation_name=row.organisation.name,
        has_contact=row.organisation.has_contact,
        active=row.status == ServiceStatus.ACTIVE,
        referable=row.referable,
        sensitive=row.is_sensitive,
    )


def names_and_sources(ids: Iterable[int], language: str) -> dict[int, tuple[str, str]]:
    """The name a reader sees and the source's own id, by row id: for lists made by commands."""
    rows = (
        services_visible_to(Actor.public()).filter(pk__in=list(ids)).only("pk", "name", "source_language", "source_id")
    )
    found = translations("service", ids, language)
    return {row.pk: (reading.text_of(row, "name", found).text, row.source_id) for row in rows}


def topics_with_counts() -> dict[str, int]:
    """How many services can be found under each topic."""
    return search.topic_counts(kind="service")


def week(schedules: Iterable[Mapping[str, Any]]) -> tuple[DayHours, ...]:
    """Seven days, Monday first."""
    spans: dict[int, dict[tuple[time, time], None]] = {day: {} for day in range(7)}
    notes: dict[int, dict[str, None]] = {day: {} for day in range(7)}
    for opening in rules.openings(schedules)[0]:
        spans[opening.weekday][opening.opens, opening.closes] = None
        if opening.note:
            notes[opening.weekday][opening.note] = None
    return tuple(DayHours(weekday=day, spans=tuple(sorted(spans[day])), notes=tuple(notes[day])) for day in range(7))


def hours_notes(schedules: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """What the source says of hours that no weekday can hold."""
    loose = (
        row for row in schedules if row.get("weekday") is None or not row.get("opens_at") or not row.get("closes_at")
    )
    return tuple(dict.fromkeys(note for row in loose if (note := row.get("note") or row.get("rule", ""))))
