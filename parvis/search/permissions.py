"""Which documents an actor may find: those that carry one of her tokens."""

from __future__ import annotations

from parvis.kernel.actor import Actor

PUBLIC = "public"


def tokens_of(actor: Actor) -> frozenset[str]:
    """`public` for everybody; `organisation:7` and `controller:3` for those who act for them."""
    tokens = {PUBLIC}
    if actor.organisation_id and actor.roles:
        tokens.add(f"organisation:{actor.organisation_id}")
    if actor.controller_id and actor.roles:
        tokens.add(f"controller:{actor.controller_id}")
    return frozenset(tokens)
