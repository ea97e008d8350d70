"""Accounts and their roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from parvis.access.choices import INCOMPATIBLE, Role
from parvis.access.errors import OwnRole, RoleHeld, RolesIncompatible, UsernameTaken
from parvis.access.models import Account, Membership, Organisation
from parvis.access.permissions import (
    accounts_visible_to,
    memberships_managed_by,
    organisations_staffed_by,
)
from parvis.access.queries import username_is_free
from parvis.core.actions import action, locked
from parvis.core.house import house
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid


@action
def create_account(
    *, username: str, name: str, password: str | None, language: str = "fr", by: Actor, at: datetime
) -> Account:
    """A way to sign in, without any right until a membership gives one."""
    if not username_is_free(username):
        raise UsernameTaken(username=username)
    return Account.objects.create_user(username, password, name=name, language=language)


@action
def renew_password(*, account_id: int, password: str, by: Actor, at: datetime) -> Account:
    """A new password of somebody's own account: whatever was open with the old one is closed. `NotFound` where it opens work."""
    row = locked(_of_nobody_at_work(), pk=account_id)
    row.set_password(password)
    row.save(update_fields=["password"])
    return row


@action
def close_account(*, account_id: int, by: Actor, at: datetime) -> None:
    """Nobody signs in with it any more. One that opens work rooms is left as it is: its administrator ends its roles."""
    _of_nobody_at_work().filter(pk=account_id).update(is_active=False)


def forget_account(account_id: int) -> None:
    """For a room that erases a person whose own account it was; one that was ever at work has a record of its own."""
    _of_nobody_at_work().filter(pk=account_id).delete()


def _of_nobody_at_work() -> QuerySet[Account]:
    """Accounts that never held a role."""
    return Account.objects.filter(~Exists(Membership.objects.filter(account=OuterRef("pk"))))


@action
def grant_role(
    *,
    account: Account,
    organisation: Organisation,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Membership:
    """An account holds a role from a day until a day; incompatible roles are refused, in any organisation."""
    held = set(Membership.objects.filter(account=account).exclude(ends_on__lt=starts_on).values_list("role", flat=True))
    for other in held:
        if frozenset({other, role}) in INCOMPATIBLE:
            raise RolesIncompatible(role=role, other=other)
    if Membership.objects.filter(account=account, organisation=organisation, role=role, starts_on=starts_on).exists():
        raise RoleHeld(role=role)
    return Membership.objects.create(
        account=account, organisation=organisation, role=role, starts_on=starts_on, ends_on=ends_on
    )


@action
def end_role(*, membership: Membership, on: date, by: Actor, at: datetime) -> Membership:
    """The role ends at the end of that day."""
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])
    return membership


@dataclass(frozen=True, kw_only=True)
class NewRole:
    """A role in an organisation, from a day, perhaps until one."""

    organisation_public_id: UUID | str
    role: str
    starts_on: date
    ends_on: date | None = None


@action
def admit_account(
    *,
    username: str,
    name: str,
    password: str,
    role: NewRole,
    language: str = "fr",
    email: str = "",
    by: Actor,
    at: datetime,
) -> Account:
    """A new account with its first role: without one, nobody would see it. She chooses a password of her own when she comes."""
    account = create_account(username=username, name=name, password=password, language=language, by=by, at=at)
    account.email, account.password_until = email, at + timedelta(days=house().first_password_days)
    account.save(update_fields=["email", "password_until"])
    _give(account, role, by=by, at=at)
    return account


@action
def give_role(*, account_public_id: UUID | str, role: NewRole, by: Actor, at: datetime) -> Membership:
    """One more role for an account the administrator knows; two that nobody may hold together are refused."""
    known = accounts_visible_to(by).filter(pk__in=memberships_managed_by(by).values("account_id"))
    return _give(locked(known, public_id=account_public_id), role, by=by, at=at)


@action
def take_role(*, membership_public_id: UUID | str, on: date, by: Actor, at: datetime) -> Membership:
    """The role ends at the end of that day, never before it began and never later than it did already."""
    row = locked(memberships_managed_by(by), public_id=membership_public_id)
    if row.account_id == by.account_id and row.role == Role.ADMIN:
        raise OwnRole
    last = max(on, row.starts_on)
    return end_role(membership=row, on=min(last, row.ends_on or last), by=by, at=at)


def _give(account: Account, role: NewRole, *, by: Actor, at: datetime) -> Membership:
    wrong = {}
    if role.role not in Role.values:
        wrong["role"] = "not_a_choice"
    if role.ends_on is not None and role.ends_on < role.starts_on:
        wrong["ends_on"] = "access.ends_before_start"
    if wrong:
        raise Invalid(wrong)
    organisation = locked(organisations_staffed_by(by), public_id=role.organisation_public_id)
    return grant_role(
        account=account,
        organisation=organisation,
        role=role.role,
        starts_on=role.starts_on,
        ends_on=role.ends_on,
        by=by,
        at=at,
    )
