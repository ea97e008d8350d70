"""Steps: what one claims, another confirms. Whoever skips a state on the way forward leaves each of them in the log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from parvis.casework.choices import CaseState, Doer, StepState
from parvis.casework.errors import SameParty
from parvis.casework.models import Referral, Step
from parvis.casework.permissions import cases_visible_to
from parvis.casework.rules import RUNNING, STEP, party_of, step_way
from parvis.core.actions import action
from parvis.core.rows import bump, locked
from parvis.core.transitions import move, record_transition
from parvis.engagement import queries as engagement
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Refused

BY_ITSELF, ENDED = Actor.system("plan"), "ended"


@action
def offer_step(*, step_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Step:
    """Somebody was found who may do it with the person."""
    return _save(advance(_step(by, step_public_id, version), StepState.OFFERED, by=by, at=at))


@action
def start_step(*, step_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Step:
    """It has begun."""
    return _save(advance(_step(by, step_public_id, version), StepState.IN_PROGRESS, by=by, at=at))


@action
def claim_done(*, step_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Step:
    """The person or the worker says that it is done; that is not yet success."""
    return _save(claimed(_step(by, step_public_id, version), party=party_of(by), by=by, at=at))


@action
def confirm_step(*, step_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Step:
    """Another party than the one who claimed it says so too."""
    step = _step(by, step_public_id, version)
    if step.state == StepState.CLAIMED and step.claimed_by == party_of(by):
        raise SameParty(party=step.claimed_by)
    move(step, StepState.CONFIRMED, machine=STEP, by=by, at=at)
    step.confirmed_by = party_of(by)
    return _save(step)


@action
def not_done(*, step_public_id: UUID | str, reason: str, version: int | None = None, by: Actor, at: datetime) -> Step:
    """It did not happen, with the reason."""
    step = _step(by, step_public_id, version)
    move(step, StepState.NOT_DONE, machine=STEP, by=by, at=at, why=reason)
    step.reason = reason[:40]
    return _save(step)


@action
def drop_step(*, step_public_id: UUID | str, reason: str, version: int | None = None, by: Actor, at: datetime) -> Step:
    """It is not wanted any more, with the reason."""
    step = _step(by, step_public_id, version)
    move(step, StepState.DROPPED, machine=STEP, by=by, at=at, why=reason)
    step.reason = reason[:40]
    return _save(step)


def advance(step: Step, to: str, *, by: Actor, at: datetime) -> Step:
    """Along the way forward to a state; refused when it does not lie ahead. Not saved."""
    way = step_way(step.state, to)
    if not way:
        raise Refused("states.not_allowed", machine=STEP.name, frm=step.state, to=to)
    for state in way:
        move(step, state, machine=STEP, by=by, at=at, why="" if state == to else "implied")
    return step


def claimed(step: Step, *, party: str, by: Actor, at: datetime) -> Step:
    """Claimed done by a party. Not saved."""
    advance(step, StepState.CLAIMED, by=by, at=at)
    step.claimed_by = party
    return step


def follow(step_id: int | None, to: str, *, party: str = Doer.PROVIDER, by: Actor, at: datetime) -> None:
    """A referral, or what is taken up, carries its step along where that still lies ahead; a step that went its own way is left
    alone. `party` is who claims it."""
    step = Step.objects.select_for_update(no_key=True).filter(pk=step_id).first() if step_id else None
    if step is None or not step_way(step.state, to):
        return
    _save(claimed(step, party=party, by=by, at=at) if to == StepState.CLAIMED else advance(step, to, by=by, at=at))


def put_back(step_id: int, *, at: datetime) -> None:
    """What met it has ended, and nothing else meets it. Nothing had begun: a place is still looked for. It had begun: this time it
    was not done, and the same step is planned anew. It says so by itself: the file names nobody for an end.
    """
    step = Step.objects.select_for_update(of=("self",), no_key=True).select_related("case").filter(pk=step_id).first()
    if step is None or step.state != StepState.IN_PROGRESS or step.case.state == CaseState.CLOSED or _is_met(step):
        return
    move(step, StepState.NOT_DONE, machine=STEP, by=BY_ITSELF, at=at, why=ENDED)
    step.reason = ENDED
    _save(step)
    again = Step.objects.create(
        controller_id=step.controller_id,
        case_id=step.case_id,
        plan_id=step.plan_id,
        need_id=step.need_id,
        text=step.text,
        text_for_person=step.text_for_person,
        bring=step.bring,
        doer=step.doer,
        due_on=step.due_on,
        position=step.position,
    )
    record_transition(STEP.name, again.pk, frm="", to=again.state, by=BY_ITSELF, at=at, why="implied")


def _is_met(step: Step) -> bool:
    """Whether something else that was taken up, or a referral that runs, still meets it."""
    if Referral.objects.filter(step=step, state__in=RUNNING).exists():
        return True
    return engagement.meets_step(case_ref=step.case_id, step_ref=step.pk)


def _scope(by: Actor) -> QuerySet[Step]:
    return Step.objects.filter(case__in=cases_visible_to(by))


def _step(by: Actor, public_id: UUID | str, version: int | None) -> Step:
    return locked(_scope(by), public_id=public_id, version=version)


def _save(step: Step) -> Step:
    bump(step)
    step.save()
    return step
