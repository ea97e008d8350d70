"""Six digits that change every half minute (TOTP, RFC 6238), as every authenticator app shows them."""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

PERIOD, DIGITS = 30, 6
AROUND = 1  # half minutes before and after: telephones go wrong, and one has to type


def new_secret() -> str:
    """160 bits as apps take them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, at: datetime) -> str:
    """What the app shows at that moment."""
    return _totp(secret).generate(int(at.timestamp())).decode()


def step_of(secret: str, code: str, *, at: datetime, after: int = 0) -> int | None:
    """The half minute whose code this is, of those around `at` that come after a step already taken. None for a wrong one.

    Each is compared in the same time, whether one fits or not.
    """
    now, found = int(at.timestamp()) // PERIOD, None
    for step in range(now - AROUND, now + AROUND + 1):
        right = _totp(secret).generate(step * PERIOD)
        if hmac.compare_digest(right, code.encode()) and step > after:
            found = step
    return found


def address(secret: str, *, name: str, issuer: str) -> str:
    """What the square to be photographed says to the app."""
    return _totp(secret).get_provisioning_uri(name, issuer)


def _totp(secret: str) -> TOTP:
    # SHA-1 is what apps know; in an HMAC of a random key its collisions do not matter.
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), PERIOD)  # noqa: S303
