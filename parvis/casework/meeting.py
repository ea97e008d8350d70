"""A step of the plan is met by what the person takes up: a place asked for, begun, said to be over. Another party confirms it.

A step that was led on by hand is left alone. What ends before its end puts its step back where it can be worked on.
"""

from __future__ import annotations

from parvis.casework.actions import steps
from parvis.casework.choices import Doer, StepState
from parvis.casework.models import Case
from parvis.engagement.endings import WAYS_OUT
from parvis.engagement.events import EngagementMoved
from parvis.kernel.actor import ActorKind

_LEADS_TO = {
    "requested": StepState.OFFERED,
    "waitlisted": StepState.OFFERED,
    "offered": StepState.OFFERED,
    "active": StepState.IN_PROGRESS,
    "completed": StepState.CLAIMED,
}


def on_engagement_moved(event: EngagementMoved) -> None:
    """Called for every move of every engagement; most meet no step."""
    if event.step_ref is None:
        return
    if event.to in WAYS_OUT:
        steps.put_back(event.step_ref, at=event.at)
    elif to := _LEADS_TO.get(event.to):
        steps.follow(event.step_ref, to, party=_party(event), by=event.actor, at=event.at)


def _party(event: EngagementMoved) -> str:
    """As whom somebody says that it is over: staff of the file's own organisation can't confirm it to themselves."""
    by = event.actor
    if by.kind is not ActorKind.ACCOUNT or by.organisation_id is None:
        return Doer.PROVIDER
    ours = Case.objects.filter(steps=event.step_ref, organisation_id=by.organisation_id).exists()
    return Doer.WORKER if ours else Doer.PROVIDER
