"""Passkeys (WebAuthn): what a browser is asked, and what an account has. The key never leaves its device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from parvis.access.models import Account, Passkey
from parvis.access.rules import is_named_host

ISSUER = "Parvis"
LATEST = 10  # as many as one account may have


@dataclass(frozen=True, slots=True)
class Asked:
    """`options` for the browser; `state` to keep, once, until it answers."""

    options: dict[str, Any]
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """A passkey as its owner sees it."""

    public_id: UUID
    name: str
    added_at: datetime
    used_at: datetime | None


def passkeys_of(account_id: int) -> list[PasskeyLine]:
    """For the account itself, the oldest first."""
    rows = Passkey.objects.filter(account_id=account_id).order_by("id")
    return [PasskeyLine(row.public_id, row.name, row.created_at, row.used_at) for row in rows]


def ask_to_add(account_id: int, *, host: str) -> Asked | None:
    """What the browser is asked to make a new key from; None at an address of figures, for which there are none."""
    if not is_named_host(host):
        return None
    account = Account.objects.get(pk=account_id)
    user = PublicKeyCredentialUserEntity(
        id=account.public_id.bytes, name=account.username, display_name=account.username
    )
    known = [credential_of(row) for row in Passkey.objects.filter(account=account)]
    options, state = server(host).register_begin(user, known, user_verification=UserVerificationRequirement.PREFERRED)
    return Asked(dict(options), dict(state))


def ask_to_show(account_id: int, *, host: str) -> Asked | None:
    """What the browser is asked at the sign-in; None for an account without passkeys."""
    known = [credential_of(row) for row in Passkey.objects.filter(account_id=account_id)]
    if not known or not is_named_host(host):
        return None
    options, state = server(host).authenticate_begin(known, user_verification=UserVerificationRequirement.PREFERRED)
    return Asked(dict(options), dict(state))


def server(host: str) -> Fido2Server:
    """The other side of the browser, for pages at this host: keys of one are worth nothing at another."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=ISSUER))


def credential_of(row: Passkey) -> AttestedCredentialData:
    """Number and public key."""
    return AttestedCredentialData(websafe_decode(row.credential))


def counter_in(answer: Mapping[str, Any]) -> int:
    """How often the key says it has answered."""
    return int(AuthenticationResponse.from_dict(answer).response.authenticator_data.counter)
