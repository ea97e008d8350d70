"""Who looked at the record: the person's own list (principle 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from parvis.access import queries as access
from parvis.core.audit import reads_of
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadView:
    """One look: when, which body, who (a first name, empty where none is known), for which purpose, at what (codes)."""

    at: datetime
    organisation_name: str
    who: str
    purpose: str
    what: str


def who_read(actor: Actor, at: datetime, limit: int = 200) -> list[ReadView]:
    """Everybody who read the actor's own record until `at`, the last first, herself left out. One query.

    The last `limit` looks at her alone, and as many at a list in which she stood: a busy desk hides no other reader.
    """
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotFound
    others = reads_of(actor.person_id).filter(at__lte=at).exclude(actor=actor.label)
    alone, listed = others.exclude(what="list")[:limit], others.filter(what="list")[:limit]
    rows = others.filter(Q(pk__in=alone.values("pk")) | Q(pk__in=listed.values("pk"))).annotate(
        organisation_name=access.name_of_organisation("organisation_id"),
        account_name=access.name_of_account("account_id"),
    )
    return [
        ReadView(
            at=row.at,
            organisation_name=row.organisation_name or "",
            who=access.first_name(row.account_name or ""),
            purpose=row.purpose,
            what=row.what,
        )
        for row in rows
    ]
