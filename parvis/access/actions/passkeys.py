"""Passkeys of an account: added, shown, removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from fido2.utils import websafe_encode

from parvis.access.actions.second_factor import locked_account, sessions_end
from parvis.access.errors import PasskeyWrong
from parvis.access.models import Passkey
from parvis.access.passkeys import LATEST, counter_in, credential_of, server
from parvis.core.actions import action, locked
from parvis.kernel.actor import Actor

# What a torn, foreign or forged answer makes the library raise.
TORN = (ValueError, KeyError, TypeError, AttributeError)


@action
def add_passkey(
    *,
    account_id: int,
    host: str,
    state: Mapping[str, Any],
    answer: Mapping[str, Any],
    name: str,
    by: Actor,
    at: datetime,
) -> Passkey:
    """The key that the browser has made for what it was asked; sessions from before are over. Ask for a code first."""
    account = locked_account(account_id)
    if Passkey.objects.filter(account=account).count() >= LATEST:
        raise PasskeyWrong
    try:
        made = server(host).register_complete(state, answer)
    except TORN:
        raise PasskeyWrong from None
    if made.credential_data is None:
        raise PasskeyWrong
    row = Passkey.objects.create(
        account=account,
        name=name.strip(),
        credential=websafe_encode(bytes(made.credential_data)),
        counter=made.counter,
    )
    sessions_end(account)
    return row


@action
def check_passkey(
    *, account_id: int, host: str, state: Mapping[str, Any], answer: Mapping[str, Any], by: Actor, at: datetime
) -> Passkey:
    """The answer of one of her keys to what was asked just now. One whose counter does not go on is a copy's."""
    account = locked_account(account_id)
    rows = list(Passkey.objects.select_for_update().filter(account=account))
    known = [credential_of(row) for row in rows]
    try:
        used = server(host).authenticate_complete(state, known, answer)
        counter = counter_in(answer)
    except TORN:
        raise PasskeyWrong from None
    row = rows[known.index(used)]
    if (counter or row.counter) and counter <= row.counter:
        raise PasskeyWrong
    row.counter, row.used_at = counter, at
    row.save(update_fields=["counter", "used_at"])
    return row


@action
def remove_passkey(*, account_id: int, public_id: UUID | str, by: Actor, at: datetime) -> None:
    """It opens nothing any more; sessions from before are over."""
    account = locked_account(account_id)
    locked(Passkey.objects.filter(account=account), public_id=public_id).delete()
    sessions_end(account)
