"""The account of a person's own page: invited to on paper, made by herself, ended at the desk. A card does as well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from parvis.access import actions as access
from parvis.access import queries as accounts
from parvis.access.errors import UsernameTaken
from parvis.core.actions import action, locked
from parvis.core.events import announce
from parvis.core.tokens import digest, new_token
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import Invalid, NotFound
from parvis.people import events
from parvis.people.errors import AccountTaken, AccountWorks, InvitationOver
from parvis.people.models import Invitation, Person
from parvis.people.permissions import PersonPolicy, persons_visible_to
from parvis.people.queries.accounts import INVITATION

THE_INVITATION = Actor.system("people.invitation")
GOOD_FOR = timedelta(days=14)
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """The only moment at which the link is readable: it is printed and forgotten."""

    token: str
    username: str
    expires_at: datetime

    def __repr__(self) -> str:
        """Without the secret, for logs and tracebacks."""
        return f"Invited({self.username})"


@action
def invite(*, person_public_id: UUID | str, username: str = "", by: Actor, at: datetime) -> Invited:
    """A link to make an account with, or a new password for the one she has; the earlier links end at once.

    Raises `AccountWorks` where her account opens work rooms (a desk must not take over a colleague's account), `UsernameTaken`
    and `Invalid` for a sign-in name that can't be.
    """
    PersonPolicy.check_staff(by)
    person = locked(persons_visible_to(by).select_related("account"), public_id=person_public_id)
    if person.account is not None:
        _check_no_work(person.account.pk)
        username = person.account.username
    else:
        username = _checked_username(username)
    Invitation.objects.filter(person=person, ended_at__isnull=True).update(ended_at=at)
    token = new_token()
    Invitation.objects.create(
        controller_id=person.controller_id,
        person=person,
        token_digest=digest(token, purpose=INVITATION),
        username=username,
        issued_at=at,
        issued_by_id=by.account_id,
        expires_at=at + GOOD_FOR,
    )
    return Invited(token=token, username=username, expires_at=at + GOOD_FOR)


def accept_invitation(*, token: str, username: str = "", password: str, at: datetime) -> int:
    """Whoever holds the paper makes the account, or the new password; gives the account's row id. The link is spent.

    `NotFound` for a link that was never printed, `InvitationOver` for one no longer good; else as `invite` refuses.
    """
    return _accept(token=token, username=username, password=password, by=THE_INVITATION, at=at)


def join_account(*, token: str, account_id: int, at: datetime) -> None:
    """Whoever holds the paper is signed in with an account of hers already, a colleague's for one: her own page opens with it.

    `AccountTaken` where the account is of somebody, or the person has another.
    """
    _join_one(token=token, account_id=account_id, by=THE_INVITATION, at=at)


@action
def _accept(*, token: str, username: str, password: str, by: Actor, at: datetime) -> int:
    row, person = _open(token, at=at)
    if person.account_id is not None:
        _check_no_work(person.account_id)
        account = access.renew_password(account_id=person.account_id, password=password, by=by, at=at)
        announce(events.KeysChanged(person_id=person.pk, at=at, actor=by))
    else:
        # Nothing of the register stands in the account: who she is stays where its readings are noted.
        name = _checked_username(username or row.username)
        account = access.create_account(
            username=name, name=name, password=password, language=person.language[:10], by=by, at=at
        )
        _join(person, account.pk)
    _spend(row, at=at)
    return int(account.pk)


@action
def _join_one(*, token: str, account_id: int, by: Actor, at: datetime) -> None:
    row, person = _open(token, at=at)
    if person.account_id is not None or Person.objects.filter(account_id=account_id).exists():
        raise AccountTaken
    _join(person, account_id)
    _spend(row, at=at)


@action
def end_account(*, person_public_id: UUID | str, by: Actor, at: datetime) -> None:
    """Her own page opens with no account any more, nor with a link printed before. A colleague keeps her work rooms."""
    PersonPolicy.check_staff(by)
    person = locked(persons_visible_to(by), public_id=person_public_id)
    Invitation.objects.filter(person=person, ended_at__isnull=True).update(ended_at=at)
    if person.account_id is not None:
        account_id, person.account_id = person.account_id, None
        person.own_epoch += 1
        person.save(update_fields=["account", "own_epoch"])
        access.close_account(account_id=account_id, by=by, at=at)
        announce(events.KeysChanged(person_id=person.pk, at=at, actor=by))


@action
def end_own_sessions(*, by: Actor, at: datetime) -> None:
    """ "I am done", said from the account: her own page closes wherever it is open with it."""
    if by.kind is not ActorKind.PERSON or by.account_id is None:
        raise NotFound
    person = locked(persons_visible_to(by), pk=by.person_id)
    person.own_epoch += 1
    person.save(update_fields=["own_epoch"])


def _open(token: str, *, at: datetime) -> tuple[Invitation, Person]:
    row = locked(Invitation.objects.all(), token_digest=digest(token, purpose=INVITATION))
    if row.ended_at is not None or row.expires_at <= at:
        raise InvitationOver
    return row, locked(Person.objects.all(), pk=row.person_id)


def _spend(row: Invitation, *, at: datetime) -> None:
    row.ended_at = at
    row.save(update_fields=["ended_at"])


def _join(person: Person, account_id: int) -> None:
    person.account_id = account_id
    person.save(update_fields=["account"])


def _check_no_work(account_id: int) -> None:
    if accounts.is_of_staff(account_id):
        raise AccountWorks


def _checked_username(username: str) -> str:
    name = username.strip().lower()
    if not _USERNAME.fullmatch(name):
        raise Invalid({"username": "not_a_username"})
    if not accounts.username_is_free(name):
        raise UsernameTaken(username=name)
    return name
