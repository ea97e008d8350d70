"""An agreement ends: one side leaves, its last day passes, or what it belonged to is over. Nobody is at fault."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import locked
from parvis.engagement.actions.agreement_steps import finish, must_be
from parvis.engagement.agreement_choices import AgreementState
from parvis.engagement.agreement_policy import agreements_visible_to, parties_of, works
from parvis.engagement.agreement_rules import HOLDS
from parvis.engagement.endings import PERSON, PROVIDER, RAN_OUT, checked
from parvis.engagement.models import Agreement
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound


@action
def end_agreement(*, agreement_public_id: UUID | str, reason: str = "", by: Actor, at: datetime) -> Agreement:
    """Every party may leave at once, and staff note that one does. A person owes no reason; a body and staff give one.

    The agreement alone ends: whether what was taken up goes on is said there.
    """
    row = locked(agreements_visible_to(by), public_id=agreement_public_id)
    if not (works(by) or parties_of(by).filter(agreement=row).exists()):
        raise NotFound
    must_be(row, AgreementState.IN_FORCE, AgreementState.AMENDED, at=at)
    side = PERSON if by.kind is ActorKind.PERSON else PROVIDER
    return finish(row, checked(side, reason), by=by, at=at)


@action
def end_past_agreements(*, by: Actor, at: datetime) -> int:
    """Those whose last day has passed; also computed when read. Returns how many."""
    over = agreements_visible_to(by).filter(state__in=HOLDS, ends_on__lt=house().day(at))
    ids = list(over.values_list("pk", flat=True))
    for pk in ids:
        finish(locked(agreements_visible_to(by), pk=pk), RAN_OUT, by=by, at=at)
    return len(ids)
