"""Figures are a manager's, of her own controller."""

from __future__ import annotations

from parvis.access.choices import Role
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound


def controller_of(actor: Actor) -> int:
    """The controller whose work the actor may count, or `NotFound`. She counts it from within: not from a partner."""
    manager = actor.kind is ActorKind.ACCOUNT and actor.has_role(Role.MANAGER)
    if not manager or actor.controller_id is None or actor.organisation_id != actor.controller_id:
        raise NotFound
    return actor.controller_id
