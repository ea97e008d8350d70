"""Identity without an account: a one-time code sent to the receiver's registered contact, after a yes."""

from __future__ import annotations

from datetime import datetime, timedelta

from parvis.casework.actions import crossing
from parvis.casework.errors import CodeExpired, CodeLocked, CodeWrong, TooManyCodes
from parvis.casework.links import holder_of, live_link
from parvis.casework.models import AnswerCode, Referral
from parvis.casework.shares import Identity, hand_over
from parvis.core import tokens
from parvis.core.actions import action
from parvis.core.house import house
from parvis.kernel.actor import Actor

PURPOSE = "referral-code"
LENGTH = 8
TRIES = 5
CODES_A_DAY = 5


def send_identity_code(*, token: str, at: datetime) -> datetime:
    """A new code for the registered contact; earlier ones die. Answers when it expires."""
    link = live_link(token, at)
    return _send_code(referral_id=link.referral_id, by=holder_of(link), at=at)


@action
def _send_code(*, referral_id: int, by: Actor, at: datetime) -> datetime:
    row = crossing.by_link(referral_id)
    crossing.must_run(row, at=at)
    codes = AnswerCode.objects.filter(referral=row)
    if codes.filter(made_at__gt=at - timedelta(days=1)).count() >= CODES_A_DAY:
        raise TooManyCodes
    codes.filter(used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
    code = tokens.new_code(LENGTH)
    made = AnswerCode.objects.create(
        controller_id=row.controller_id,
        referral=row,
        digest=_digest(row, code),
        made_at=at,
        expires_at=at + timedelta(minutes=house().code_minutes),
        tries_left=TRIES,
    )
    crossing.tell_code(row, code, at=at)
    return made.expires_at


def open_with_code(*, token: str, code: str, at: datetime) -> Identity:
    """The shared fields, once. Raises `CodeWrong` (with `tries_left`), `CodeExpired`, `CodeLocked`, `IdentityClosed`."""
    link = live_link(token, at)
    found = _open(referral_id=link.referral_id, code=code, by=holder_of(link), at=at)
    if isinstance(found, int):
        # Raised after the transaction: the lost try must stay lost.
        raise CodeLocked if found == 0 else CodeWrong(tries_left=found)
    return found


@action
def _open(*, referral_id: int, code: str, by: Actor, at: datetime) -> Identity | int:
    row = crossing.by_link(referral_id)
    crossing.must_run(row, at=at)
    stored = (
        AnswerCode.objects.select_for_update(no_key=True)
        .filter(referral=row, used_at__isnull=True, expires_at__gt=at)
        .order_by("-made_at", "-id")
        .first()
    )
    if stored is None:
        raise CodeExpired
    if stored.tries_left == 0:
        raise CodeLocked
    if not tokens.matches(_bound(row, code), stored.digest, purpose=PURPOSE):
        stored.tries_left -= 1
        stored.save(update_fields=["tries_left"])
        return stored.tries_left
    stored.used_at = at
    stored.save(update_fields=["used_at"])
    return hand_over(row, actor=by, at=at)


def _digest(row: Referral, code: str) -> str:
    return tokens.digest(_bound(row, code), purpose=PURPOSE)


def _bound(row: Referral, code: str) -> str:
    """As typed by a human: case, spaces and hyphens do not count; bound to its referral."""
    return f"{row.pk}:{''.join(sign for sign in code.upper() if sign.isalnum())}"
