"""Services as facts for `engines.proposing`, and what a page shows of those that were chosen: read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from parvis.core.prepared import known_id
from parvis.core.texts import Found, best, nested_translations, translations_in
from parvis.directory import reading, rules
from parvis.directory.choices import CostKind, ServiceStatus
from parvis.directory.models import Service
from parvis.directory.permissions import services_visible_to
from parvis.directory.queries.services import for_referral, shown
from parvis.directory.shapes import CandidateFacts, ForReferral, ServiceCard
from parvis.engines.proposing import Candidate
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.kernel.languages import base
from parvis.search import queries as search

MOST = 60
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The services on a topic as they stand at a moment, to a reader of a language, seen from a place."""

    candidates: list[CandidateFacts]
    rows: Mapping[int, Service]
    texts: Found
    at: datetime
    near: Point | None

    def cards(self, ids: Iterable[int]) -> list[ServiceCard]:
        """Cards of these candidates, in this order."""
        return [reading.card(self.rows[pk], self.texts, at=self.at, near=self.near) for pk in ids]

    def for_referral(self, public_id: UUID | str) -> ForReferral:
        """A candidate, or the one that was asked for besides, as a referral needs to know it. Raises `NotFound`."""
        wanted = known_id(public_id)
        row = next((row for row in self.rows.values() if row.public_id == wanted), None)
        if row is None:
            raise NotFound
        return for_referral(row)


def shortlist(
    topics: Iterable[str],
    language: str,
    at: datetime,
    near: Point | None = None,
    *,
    limit: int = MOST,
    also: UUID | str | None = None,
) -> Shortlist:
    """The services on any of these topics, the nearest `limit` of them, with all that is known to rank them by. Three statements.

    Unknown stays None. Nothing is left out for being closed, stale or without a contact: that is for reasons to say. `also`: a
    service chosen by hand, read beside them. Raises `NotFound` for an id that is none.
    """
    ids = search.ids_on(kind="service", topics=tuple(topics), near=near, limit=limit)
    wanted = Q(pk__in=ids) | Q(public_id=known_id(also)) if also else Q(pk__in=ids)
    found = shown(services_visible_to(Actor.public()).filter(wanted))
    rows = {row.pk: row for row in found.annotate(nested_texts=nested_translations("service", language))}
    texts = translations_in(rows.values())
    return Shortlist(
        candidates=[_facts(rows[pk], texts, at=at, near=near) for pk in ids if pk in rows],
        rows=rows,
        texts=texts,
        at=at,
        near=near,
    )


def _facts(row: Service, found: Found, *, at: datetime, near: Point | None) -> CandidateFacts:
    bring = best(found, (row.pk, "bring_text"), row.bring_text, row.source_language)
    spoken = frozenset(base(one["code"]) for one in row.languages if one.get("code"))
    places = reading.locations_of(row)
    candidate = Candidate(
        id=str(row.public_id),
        topics=frozenset(row.topics),
        active=row.status == ServiceStatus.ACTIVE,
        rules=rules.eligibility(row.rules, row.minimum_age, row.maximum_age),
        place=reading.point_of(row),
        remote=not places or all(place.kind == "virtual" for place in places),
        languages=spoken or None,
        hours=reading.status_of(row, at),
        checked_on=row.verified_on,
        free={CostKind.FREE.value: True, CostKind.PAID.value: False}.get(row.cost_kind),
        documents=tuple(line.strip() for line in bring.text.splitlines() if line.strip()),
    )
    return CandidateFacts(
        candidate=candidate,
        service_id=row.pk,
        public_id=row.public_id,
        name=best(found, (row.pk, "name"), row.name, row.source_language).text,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation.name,
        receivable=row.referable and row.organisation.has_contact,
        topic=row.topics[0] if row.topics else "",
        distance_km=reading.nearest_km(row, near),
    )
