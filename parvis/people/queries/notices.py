"""Who is in the register and was told nothing yet: brought in from another list, not met since (principle 1)."""

from __future__ import annotations

from parvis.kernel.actor import Actor
from parvis.people.permissions import persons_visible_to


def waiting_for_notice(actor: Actor) -> int:
    """How many of those the actor may see."""
    return persons_visible_to(actor).filter(notices__isnull=True).count()


def waits_for_notice(actor: Actor, person_id: int) -> bool:
    """Whether this one was told nothing yet; nobody the actor may not see waits."""
    return persons_visible_to(actor).filter(pk=person_id, notices__isnull=True).exists()
