"""The second factor of an account: the app's six digits, and ten codes on paper for the day it is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parvis.access.errors import CodesWait, CodeWrong, PasswordKnown, PasswordWrong
from parvis.access.models import Account, CodeApp, Passkey, RecoveryCode
from parvis.access.rules import RECOVERY_CODES, RECOVERY_LENGTH, as_digits, as_recovery_code, wait_after
from parvis.core.actions import action, locked
from parvis.core.tokens import digest, new_code
from parvis.engines.secrecy import onetime
from parvis.kernel.actor import Actor

RECOVERY = "recovery"  # the purpose of the digests


@dataclass(frozen=True, slots=True)
class Tried:
    """How a code went: by which factor it was right, if it was, or until when none is looked at."""

    right: str = ""  # app | paper
    wait_until: datetime | None = None


@action
def set_up_app(*, account_id: int, secret: str, code: str, by: Actor, at: datetime) -> list[str]:
    """An app that has shown a right code of its secret; one set up before is forgotten. Gives ten codes for paper, readable this
    once; sessions from before are over.
    """
    account = locked_account(account_id)
    step = onetime.step_of(secret, as_digits(code), at=at)
    if not step:
        raise CodeWrong
    CodeApp.objects.filter(account=account).delete()
    Passkey.objects.filter(account=account).delete()  # perhaps they went with the telephone
    CodeApp.objects.create(account=account, secret=secret, set_up_at=at, last_step=step)
    return _changed(account)


def check_code(*, account_id: int, code: str, at: datetime) -> str:
    """By which factor a code is right, `app` or `paper`: each is taken once. `CodeWrong`, or `CodesWait` after too many.

    Not one transaction with its refusal: a wrong try is counted although the answer is an error. Don't wrap it in another.
    """
    tried = _try_code(account_id=account_id, code=code, by=Actor.system("sign-in"), at=at)
    if tried.wait_until is not None:
        raise CodesWait(minutes=max(1, round((tried.wait_until - at).total_seconds() / 60)))
    if not tried.right:
        raise CodeWrong
    return tried.right


def renew_codes(*, account_id: int, code: str, at: datetime) -> list[str]:
    """Ten other codes for paper, for whoever shows a code; the earlier ones are worth nothing, other sessions are over."""
    check_code(account_id=account_id, code=code, at=at)
    return _new_paper(account_id=account_id, by=Actor.system("sign-in"), at=at)


@action
def change_password(*, account_id: int, old: str, new: str, by: Actor, at: datetime) -> Account:
    """Her own, knowing the one before; every other session of the account is over."""
    account = locked_account(account_id)
    if not account.check_password(old):
        raise PasswordWrong
    return _own_password(account, new)


@action
def choose_password(*, account_id: int, new: str, by: Actor, at: datetime) -> Account:
    """Her own, in place of one that somebody else has seen; `Refused` where she has one. Nobody else's choice of it is hers."""
    account = locked_account(account_id)
    if account.password_until is None or account.check_password(new):
        raise PasswordKnown
    return _own_password(account, new)


@action
def _new_paper(*, account_id: int, by: Actor, at: datetime) -> list[str]:
    return _changed(locked_account(account_id))


@action
def _try_code(*, account_id: int, code: str, by: Actor, at: datetime) -> Tried:
    account = locked_account(account_id)
    if account.codes_wait_until and account.codes_wait_until > at:
        return Tried(wait_until=account.codes_wait_until)
    right = _by_app(account, code, at) or _by_paper(account, code, at)
    account.wrong_codes = 0 if right else account.wrong_codes + 1
    wait = wait_after(account.wrong_codes)
    account.codes_wait_until = at + wait if wait else None
    account.save(update_fields=["wrong_codes", "codes_wait_until"])
    return Tried(right=right)


def _by_app(account: Account, code: str, at: datetime) -> str:
    app = CodeApp.objects.filter(account=account).first()
    step = app and onetime.step_of(app.secret, as_digits(code), at=at, after=app.last_step)
    if not app or not step:
        return ""
    app.last_step = step
    app.save(update_fields=["last_step"])
    return "app"


def _by_paper(account: Account, code: str, at: datetime) -> str:
    written = as_recovery_code(code)
    unused = RecoveryCode.objects.filter(account=account, used_at=None, digest=_digest(account, written))
    return "paper" if written and unused.update(used_at=at) else ""


def _changed(account: Account) -> list[str]:
    """Other codes for paper, and another epoch: called whenever a factor is new."""
    RecoveryCode.objects.filter(account=account).delete()
    codes = [new_code(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(account=account, digest=_digest(account, code)) for code in codes)
    sessions_end(account)
    return codes


def forget_factors(account: Account) -> None:
    """Neither app nor paper is worth anything any more, and every session is over. For an action that has locked the account."""
    CodeApp.objects.filter(account=account).delete()
    Passkey.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()
    sessions_end(account)


def sessions_end(account: Account) -> None:
    """Another epoch: called whenever a factor is new or gone."""
    account.epoch += 1
    account.wrong_codes, account.codes_wait_until = 0, None
    account.save(update_fields=["epoch", "wrong_codes", "codes_wait_until"])


def _own_password(account: Account, new: str) -> Account:
    account.set_password(new)
    account.password_until = None
    account.save(update_fields=["password", "password_until"])
    return account


def _digest(account: Account, code: str) -> str:
    return digest(f"{account.pk}:{code}", purpose=RECOVERY)


def locked_account(account_id: int) -> Account:
    """An account that is open, until the end of the transaction."""
    return locked(Account.objects.filter(is_active=True), pk=account_id)
