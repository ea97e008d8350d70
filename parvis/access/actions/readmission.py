"""Letting a colleague in again who has lost her second factor: two administrators, each with half of her next password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from parvis.access.actions.second_factor import forget_factors
from parvis.access.choices import Role
from parvis.access.errors import ByAnother, ReadmissionOver, TooNew, WorksElsewhere
from parvis.access.messages import tell_readmitted
from parvis.access.models import Account, Membership, Readmission
from parvis.access.permissions import accounts_readmitted_by, readmissions_visible_to, works_elsewhere
from parvis.core.actions import action, locked
from parvis.core.house import house
from parvis.core.tokens import new_code
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Half:
    """Half of the password she comes in with, readable this once: told in person, by the one who made it."""

    text: str

    def __repr__(self) -> str:
        """Without the secret, for logs and tracebacks."""
        return "Half()"


@action
def ask_to_readmit(*, account_public_id: UUID | str, reason: str, by: Actor, at: datetime) -> Half:
    """The first administrator. Asked again by her, she gets another half; nothing changes for the account before another agrees."""
    account = locked(accounts_readmitted_by(by), public_id=account_public_id)
    _check(account, reason, by, at)
    for earlier in Readmission.objects.filter(
        controller_id=by.controller_id, account=account, agreed_at=None, refused_at=None
    ):
        if earlier.until > at and earlier.asked_by_id != by.account_id:
            raise ReadmissionOver
        _refuse(earlier, at)
    half = new_code(10)
    Readmission.objects.create(
        controller_id=by.controller_id,
        account=account,
        asked_by_id=by.account_id,
        reason=reason.strip(),
        first_half=half,
        asked_at=at,
        until=at + timedelta(hours=house().readmission_hours),
    )
    return Half(half)


@action
def agree_to_readmit(*, public_id: UUID | str, reason: str, by: Actor, at: datetime) -> Half:
    """The second one. At once her sessions and factors are over; with both halves she chooses a password and sets up an app."""
    row = locked(readmissions_visible_to(by), public_id=public_id)
    account = locked(accounts_readmitted_by(by), pk=row.account_id)
    _check(account, reason, by, at)
    if row.asked_by_id == by.account_id:
        raise ByAnother
    _check_open(row, at)
    half = new_code(10)
    forget_factors(account)
    account.set_password(row.first_half + half)
    account.password_until = at + timedelta(hours=house().readmission_hours)
    account.save(update_fields=["password", "password_until"])
    row.agreed_by_id, row.agreed_reason, row.agreed_at, row.first_half = by.account_id, reason.strip(), at, ""
    row.save(update_fields=["agreed_by", "agreed_reason", "agreed_at", "first_half"])
    tell_readmitted(account, organisation_id=by.controller_id, at=at)
    return Half(half)


@action
def refuse_to_readmit(*, public_id: UUID | str, by: Actor, at: datetime) -> None:
    """Either of them says no, or the first takes it back."""
    row = locked(readmissions_visible_to(by), public_id=public_id)
    _check_open(row, at)
    _refuse(row, at)


def _check(account: Account, reason: str, by: Actor, at: datetime) -> None:
    if account.pk == by.account_id:
        raise ByAnother
    since = at - timedelta(days=house().administrator_days)
    held = Membership.objects.filter(account_id=by.account_id, role=Role.ADMIN, organisation_id=by.organisation_id)
    # The day on which the role was written down: the one it runs from is chosen by whoever gives it.
    if not held.filter(created_at__lte=since).exists():
        raise TooNew(days=house().administrator_days)
    if works_elsewhere(account, by.controller_id):
        raise WorksElsewhere
    if not reason.strip():
        raise Invalid({"reason": "required"})


def _check_open(row: Readmission, at: datetime) -> None:
    if row.agreed_at or row.refused_at or row.until <= at:
        raise ReadmissionOver


def _refuse(row: Readmission, at: datetime) -> None:
    row.refused_at, row.first_half = at, ""
    row.save(update_fields=["refused_at", "first_half"])
