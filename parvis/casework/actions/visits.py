"""The desk: who is there, who receives her, how it ended (A3-02). Nobody has to give a name."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from parvis.casework.choices import VisitState
from parvis.casework.models import Visit
from parvis.casework.permissions import WORKERS, visits_visible_to
from parvis.casework.rules import VISIT
from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import bump, hold, locked
from parvis.core.transitions import move, record_transition
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people import queries as people


@action
def receive_visit(
    *,
    topic: str = "",
    language: str = "",
    person_id: int | None = None,
    organisation_id: int | None = None,
    controller_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Visit:
    """A ticket for today: the day's running number."""
    organisation, controller = by.organisation_id or organisation_id, by.controller_id or controller_id
    if organisation is None or controller is None or not (by.is_system or by.has_role(*WORKERS)):
        raise NotFound
    if person_id is not None:
        people.person_by_id(by, person_id)
    midnight = at.astimezone(ZoneInfo(house().time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    hold("casework.ticket", organisation)
    today = Visit.objects.filter(organisation_id=organisation, arrived_at__gte=midnight).count()
    visit = Visit.objects.create(
        controller_id=controller,
        organisation_id=organisation,
        person_id=person_id,
        ticket=f"{today + 1:02d}",
        topic=topic,
        language=language,
        arrived_at=at,
    )
    record_transition(VISIT.name, visit.pk, frm="", to=visit.state, by=by, at=at)
    return visit


@action
def take_visit(*, visit_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Visit:
    """A worker receives the visitor; a second one is told that somebody was quicker."""
    visit = locked(visits_visible_to(by), public_id=visit_public_id, version=version)
    visit.worker_id = by.account_id
    return _move(visit, VisitState.WITH_WORKER, by=by, at=at)


@action
def close_visit(
    *,
    visit_public_id: UUID | str,
    outcome: str = "",
    left: bool = False,
    person_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Visit:
    """The visit is over, or the visitor left before."""
    visit = locked(visits_visible_to(by), public_id=visit_public_id)
    if person_id is not None:
        visit.person_id = people.person_by_id(by, person_id).pk
    visit.outcome = outcome[:30]
    return _move(visit, VisitState.LEFT if left else VisitState.DONE, by=by, at=at)


def _move(visit: Visit, state: str, *, by: Actor, at: datetime) -> Visit:
    move(visit, state, machine=VISIT, by=by, at=at)
    bump(visit)
    visit.save()
    return visit
