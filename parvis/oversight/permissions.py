"""Who may see and lift holds. A hold tells of a conflict: not for those who work with the person."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from parvis.access.choices import Role
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.oversight.models import Erasure, Hold


def holds_visible_to(actor: Actor) -> QuerySet[Hold]:
    """The officer of the controller sees each of its holds; an administrator those that wait for a second yes."""
    if actor.is_system:
        return Hold.objects.all()
    if not actor.controller_id or not actor.has_role(Role.DPO, Role.ADMIN):
        return Hold.objects.none()
    rows = Hold.objects.filter(controller_id=actor.controller_id)
    return rows if actor.has_role(Role.DPO) else rows.filter(state="lift_asked")


def holds_kept_by(actor: Actor) -> QuerySet[Hold]:
    """Those she may look at again and ask to lift."""
    return holds_visible_to(actor) if actor.is_system or actor.has_role(Role.DPO) else Hold.objects.none()


def erasures_visible_to(actor: Actor) -> QuerySet[Erasure]:
    """Of the officer's own register, and of what is in nobody's."""
    if actor.is_system:
        return Erasure.objects.all()
    if not actor.controller_id or not actor.has_role(Role.DPO):
        return Erasure.objects.none()
    return Erasure.objects.filter(Q(controller_id=actor.controller_id) | Q(controller_id=None))


def check_officer(actor: Actor) -> None:
    """What the data protection officer alone does; to anybody else it does not exist."""
    if not actor.has_role(Role.DPO) or not actor.controller_id:
        raise NotFound
