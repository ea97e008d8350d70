"""Services as search documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q

from parvis.core.events import announce
from parvis.core.texts import every_translation
from parvis.directory import rules
from parvis.directory.choices import ServiceStatus
from parvis.directory.events import ServicesPublished
from parvis.directory.models import Location, Service
from parvis.directory.shapes import is_step_free
from parvis.engines.hours import Opening
from parvis.kernel.languages import base
from parvis.search import actions as search
from parvis.search.shapes import Hours, NewDocument
from parvis.search.traits import told_by_rules

KIND = "service"
BATCH = 500
HIDDEN = {ServiceStatus.DEFUNCT, ServiceStatus.INACTIVE}


def publish(ids: Iterable[int]) -> int:
    """Bring the index up to date with these services, within the caller's transaction."""
    wanted = list(ids)
    hidden = Service.objects.filter(Q(status__in=HIDDEN) | Q(listed_as__isnull=False))
    gone = [pk for part in _parts(wanted) for pk in hidden.filter(pk__in=part).values_list("pk", flat=True)]
    if gone:
        search.withdraw(kind=KIND, ids=gone)
    shown = set(wanted) - set(gone)
    published = search.publish(documents=_documents(sorted(shown)))
    announce(ServicesPublished(wanted))
    return published


def _documents(ids: list[int]) -> Iterator[NewDocument]:
    for part in _parts(ids):
        rows = Service.objects.filter(pk__in=part).select_related("organisation").prefetch_related("places__location")
        texts = every_translation("service", part)
        for row in rows:
            yield _document(row, [(t.field, t.text) for t in texts.get(row.pk, [])])


def _document(row: Service, translated: list[tuple[str, str]]) -> NewDocument:
    places = [link.location for link in sorted(row.places.all(), key=lambda link: link.position)]
    open_to_view = [place for place in places if not place.confidential]
    names = [text for field, text in translated if field == "name"]
    others = [text for field, text in translated if field != "name"]
    where = [part for place in open_to_view for part in (place.name, place.city, place.quarter)]
    terms = [term.get("name", "") for term in row.extra.get("kept", {}).get("topics", ())]
    openings, _complete = rules.openings(row.schedules)
    return NewDocument(
        kind=KIND,
        object_id=row.pk,
        public_id=row.public_id,
        title="\n".join([row.name, row.alternate_name, *names]),
        body="\n".join(
            [
                row.summary,
                row.description,
                row.eligibility_text,
                row.bring_text,
                row.organisation.name,
                *where,
                *terms,
                *others,
            ]
        ),
        topics=tuple(row.topics),
        languages=tuple(dict.fromkeys(base(one["code"]) for one in row.languages if one.get("code"))),
        point=_point(open_to_view),
        hours=tuple(map(_hours, openings)) if row.status == ServiceStatus.ACTIVE else (),
        cost=row.cost_kind,
        traits=_traits(row, open_to_view),
        verified_on=row.verified_on,
        pinned=row.sensitive,
    )


def _point(places: list[Location]) -> tuple[float, float] | None:
    return next(((p.latitude, p.longitude) for p in places if p.latitude is not None and p.longitude is not None), None)


def _traits(row: Service, places: list[Location]) -> tuple[str, ...]:
    """What a reader may filter by: `step_free` said by the place, `children` and `women` by who may come."""
    found = ["step_free"] if any(is_step_free(place.access) for place in places) else []
    told = told_by_rules(row.rules)
    found += ["children"] if "child" in row.topics and "children" not in told else []
    return (*found, *told)


def _hours(opening: Opening) -> Hours:
    return (
        opening.weekday,
        opening.opens.hour * 60 + opening.opens.minute,
        opening.closes.hour * 60 + opening.closes.minute,
        opening.valid_from.isoformat() if opening.valid_from else "",
        opening.valid_to.isoformat() if opening.valid_to else "",
        opening.on_holidays,
    )


def _parts(ids: list[int]) -> Iterator[list[int]]:
    source = iter(ids)
    while part := list(islice(source, BATCH)):
        yield part
