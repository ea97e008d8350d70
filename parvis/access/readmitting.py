"""Who waits to be let in again, for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.access.models import Account, Readmission
from parvis.access.permissions import accounts_readmitted_by, readmissions_visible_to
from parvis.core.rows import one
from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadmissionLine:
    """One that waits for the second administrator."""

    public_id: UUID
    account_public_id: UUID
    account_name: str
    asked_by: str
    mine: bool
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Readmitted:
    """An account to let in again, and what is under way for it."""

    name: str
    is_self: bool
    waiting: ReadmissionLine | None


def readmissions_waiting(actor: Actor, *, at: datetime) -> list[ReadmissionLine]:
    """Those of her controller, the one that ends first before the others."""
    rows = readmissions_visible_to(actor).filter(agreed_at=None, refused_at=None, until__gt=at)
    return [_line(actor, row) for row in rows.select_related("account", "asked_by").order_by("until", "id")]


def readmission_of(actor: Actor, account_public_id: UUID | str, *, at: datetime) -> Readmitted:
    """For one account under her controller, or `NotFound`."""
    account: Account = one(accounts_readmitted_by(actor), public_id=account_public_id)
    waiting = [one for one in readmissions_waiting(actor, at=at) if one.account_public_id == account.public_id]
    return Readmitted(
        name=account.name, is_self=account.pk == actor.account_id, waiting=waiting[0] if waiting else None
    )


def _line(actor: Actor, row: Readmission) -> ReadmissionLine:
    return ReadmissionLine(
        public_id=row.public_id,
        account_public_id=row.account.public_id,
        account_name=row.account.name,
        asked_by=row.asked_by.name,
        mine=row.asked_by_id == actor.account_id,
        reason=row.reason,
        until=row.until,
    )
