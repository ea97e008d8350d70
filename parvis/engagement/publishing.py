"""Offers as search documents: a course, a vacancy and an appointment are found in the one search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from parvis.core import after_migrate
from parvis.core.house import house
from parvis.core.models import Translation
from parvis.core.texts import every_translation
from parvis.directory import queries as directory
from parvis.directory.events import ServicesPublished
from parvis.directory.shapes import PlaceView
from parvis.engagement.choices import OfferState
from parvis.engagement.kinds import Facet, after_work, answered, found_in_search, kind_of, spoken, words
from parvis.engagement.models import Offer
from parvis.search import actions as search
from parvis.search import queries as found
from parvis.search.shapes import NewDocument
from parvis.search.traits import told_by_rules

# Raised whenever a document is made of something else than before: stores that stand are then brought up to date.
FORM = 3
BATCH = 500
_COST = {True: "free", False: "paid", None: ""}


def publish(ids: Iterable[int]) -> int:
    """Bring the index up to date with these offers, within the caller's transaction."""
    rows = list(
        Offer.objects.filter(pk__in=list(ids), kind__in=found_in_search()).select_related("organisation", "service")
    )
    for kind in found_in_search():
        gone = [row.pk for row in rows if row.kind == kind and row.state != OfferState.OPEN]
        if gone:
            search.withdraw(kind=kind, ids=gone)
    shown = [row for row in rows if row.state == OfferState.OPEN]
    places = directory.places((row.location_id for row in shown), "")
    texts = every_translation("offer", [row.pk for row in shown])
    return search.publish(documents=[_document(row, places, texts) for row in shown])


def withdraw_ended(*, on: date) -> int:
    """Take out of the index what has ended; returns how many."""
    gone = 0
    for kind in found_in_search():
        ids = list(Offer.objects.filter(kind=kind, ends_on__lt=on).values_list("pk", flat=True))
        gone += search.withdraw(kind=kind, ids=ids) if ids else 0
    return gone


def renew(using: BaseDatabaseWrapper) -> None:
    """Write every document again where the index holds them as an older Parvis made them; after the last migration."""
    if not after_migrate.is_whole(using):
        return
    search.bring_to_form(name="offers", form=FORM, kinds=found_in_search(), publish=publish)


def follow_services(event: ServicesPublished) -> None:
    """An offer is found by its service's languages and its place: what is in the index follows when they change."""
    for start in range(0, len(event.service_ids), BATCH):
        part = event.service_ids[start : start + BATCH]
        of_them = Q(service__in=part) | Q(location__services__service__in=part)
        ids = list(Offer.objects.filter(of_them).values_list("pk", flat=True).distinct())
        if held := found.held(kinds=found_in_search(), ids=ids):
            publish(held)


def _document(row: Offer, places: Mapping[int, PlaceView], texts: Mapping[int, list[Translation]]) -> NewDocument:
    translated = [(text.field, text.text) for text in texts.get(row.pk, [])]
    place = places.get(row.location_id or 0)
    point = (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None
    kind = kind_of(row.kind)
    details = kind.details
    of_service = row.service.languages if row.service else None
    return NewDocument(
        kind=row.kind,
        object_id=row.pk,
        public_id=row.public_id,
        title="\n".join([row.title, *(text for field, text in translated if field == "title")]),
        body="\n".join(
            [
                row.text,
                row.organisation.name,
                *((place.name, place.city, place.quarter) if place else ()),
                *words(details, row.details),
                *(text for field, text in translated if field != "title"),
                *kind.called,
            ]
        ),
        topics=tuple(row.topics),
        languages=spoken(details, row.details, of_service) or (),
        point=point,
        cost=_COST[answered(details, row.details, Facet.FREE)],
        traits=_traits(row, place),
        # Who gives it said so then: as fresh as a listing that was checked on that day.
        verified_on=house().day(row.created_at),
        visibility="public",
    )


def _traits(row: Offer, place: PlaceView | None) -> tuple[str, ...]:
    """`step_free` as the offer says, and where it says nothing, its place; `children` and `women` by whom it is for;
    `evening` by the hours it is given at."""
    details = kind_of(row.kind).details
    step_free = answered(details, row.details, Facet.STEP_FREE)
    if step_free is None:
        step_free = place is not None and place.step_free
    found = {"step_free"} if step_free else set()
    if answered(details, row.details, Facet.CHILDREN) or "child" in row.topics:
        found.add("children")
    if after_work(details, row.details):
        found.add("evening")
    return tuple(sorted(found | set(told_by_rules(row.requirements))))
