"""What a person needs, in her words."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.casework.actions.cases import case_to_work_on
from parvis.casework.choices import NeedState, Severity
from parvis.casework.models import Need
from parvis.casework.permissions import case_worked_by
from parvis.casework.rules import NEED
from parvis.core.actions import action
from parvis.core.rows import bump, locked
from parvis.core.transitions import move, record_transition
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.kernel.topics import DIMENSIONS, TOPICS


@action
def add_need(
    *,
    case_public_id: UUID | str,
    topic: str,
    dimension: str = "",
    words: str = "",
    words_language: str = "",
    severity: str = Severity.MEDIUM,
    stated_by: str = "person",
    by: Actor,
    at: datetime,
) -> Need:
    """A need by dimension and topic. Without a dimension it takes the topic's usual one."""
    wrong = {}
    if topic not in TOPICS:
        wrong["topic"] = "casework.topic_unknown"
    elif dimension and dimension not in DIMENSIONS:
        wrong["dimension"] = "casework.dimension_unknown"
    if severity not in Severity.values:
        wrong["severity"] = "casework.severity_unknown"
    if wrong:
        raise Invalid(wrong)
    case = case_to_work_on(by, case_public_id)
    need = Need.objects.create(
        controller_id=case.controller_id,
        case=case,
        dimension=dimension or TOPICS[topic].dimension,
        topic=topic,
        words=words.strip(),
        words_language=words_language,
        severity=severity,
        stated_by=stated_by,
        stated_at=at,
    )
    record_transition(NEED.name, need.pk, frm="", to=need.state, by=by, at=at)
    return need


@action
def meet_need(*, need_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Need:
    """The need is met."""
    return _move(need_public_id, NeedState.MET, version=version, by=by, at=at)


@action
def drop_need(
    *, need_public_id: UUID | str, why: str = "", version: int | None = None, by: Actor, at: datetime
) -> Need:
    """The need is no longer pursued."""
    return _move(need_public_id, NeedState.DROPPED, version=version, why=why, by=by, at=at)


def _move(public_id: UUID | str, state: str, *, version: int | None, by: Actor, at: datetime, why: str = "") -> Need:
    scope = Need.objects.filter(case_worked_by(by))
    need = locked(scope, public_id=public_id, version=version)
    move(need, state, machine=NEED, by=by, at=at, why=why)
    bump(need)
    need.save()
    return need
