"""AES-256-GCM with the row's identity as associated data: a value copied into another row does not open."""

from __future__ import annotations

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from parvis.core.keys.errors import KeysMissing
from parvis.core.keys.ring import ring, ring_with

_PREFIX = "p1"


def seal(plain: str, *, scope: str, bound_to: str) -> str:
    """`p1.<scope>.<key id>.<nonce and ciphertext, base64>`."""
    keys = ring(scope)
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(keys.key(keys.current)).encrypt(nonce, plain.encode(), bound_to.encode())
    return f"{_PREFIX}.{scope}.{keys.current}.{base64.b64encode(nonce + sealed).decode()}"


def open_sealed(value: str, *, bound_to: str) -> str:
    """The plain text, or `KeysMissing` when the key is gone or the value belongs to another row."""
    try:
        _, scope, key_id, body = value.split(".", 3)
        raw = base64.b64decode(body)
        key = ring_with(scope, key_id).key(key_id)
        return AESGCM(key).decrypt(raw[:12], raw[12:], bound_to.encode()).decode()
    except (InvalidTag, ValueError):
        raise KeysMissing(scope="value") from None


def sealed_by(value: str) -> tuple[str, str]:
    """Scope and key id that a sealed value names; two empty texts for what is none."""
    parts = value.split(".", 3)
    return (parts[1], parts[2]) if len(parts) == 4 and parts[0] == _PREFIX else ("", "")
