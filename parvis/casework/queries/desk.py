"""Who waits at the desk now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from parvis.casework.choices import VisitState
from parvis.casework.models import Visit
from parvis.casework.permissions import visits_visible_to
from parvis.core.prepared import PreparedFor
from parvis.kernel.actor import Actor
from parvis.people import queries as people


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A ticket. `name` is empty for a visit without a name."""

    public_id: UUID
    ticket: str
    topic: str
    language: str
    state: str
    arrived_at: datetime
    waited: timedelta
    worker_is_me: bool
    person_id: int | None
    name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """Waiting, in order of arrival, and those being received."""

    waiting: list[VisitView]
    with_worker: list[VisitView]


def desk(actor: Actor, at: datetime) -> DeskView:
    """The desk of the actor's organisation, of the last day; two queries, and one to note whose names were read."""
    rows = visits(actor, at)
    return desk_view(actor, rows, people.lines(actor, whose(rows), at), at)


def visits(actor: Actor, at: datetime) -> list[Visit]:
    """Who waits and who is received, for a page that reads their names together with others."""
    return _VISITS.rows(actor, at=at)


def whose(rows: list[Visit]) -> list[int]:
    """The persons of the visits that have one."""
    return [row.person_id for row in rows if row.person_id]


def desk_view(actor: Actor, rows: list[Visit], names: dict[int, people.PersonLine], at: datetime) -> DeskView:
    """Of rows of `visits`."""
    views = [_view(row, names[row.person_id].name if row.person_id in names else "", actor, at) for row in rows]
    return DeskView(
        waiting=[view for view in views if view.state == VisitState.WAITING],
        with_worker=[view for view in views if view.state == VisitState.WITH_WORKER],
    )


def _build_visits(actor: Actor, *, at: datetime) -> QuerySet[Visit]:
    waits = [VisitState.WAITING, VisitState.WITH_WORKER]
    rows = visits_visible_to(actor).filter(state__in=waits, arrived_at__gte=at - timedelta(days=1))
    return rows.order_by("arrived_at", "id")[:100]


_VISITS = PreparedFor(_build_visits)


def _view(row: Visit, name: str, actor: Actor, at: datetime) -> VisitView:
    return VisitView(
        public_id=row.public_id,
        ticket=row.ticket,
        topic=row.topic,
        language=row.language,
        state=row.state,
        arrived_at=row.arrived_at,
        waited=max(at - row.arrived_at, timedelta()),
        worker_is_me=bool(row.worker_id) and row.worker_id == actor.account_id,
        person_id=row.person_id,
        name=name,
        version=row.version,
    )
