"""An envelope that anybody closes with a public key and only the private one opens: X25519, HKDF-SHA-256, AES-256-GCM.

The construction of RFC 9180 (a fresh pair for each envelope, both public keys in the derivation), in three calls of `cryptography`.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY = 32


def new_pair() -> tuple[bytes, bytes]:
    """Private and public key, 32 bytes each."""
    private = X25519PrivateKey.generate().private_bytes_raw()
    return private, public_of(private)


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_envelope(plain: bytes, *, public: bytes) -> bytes:
    """The fresh public key, a nonce, and what is sealed."""
    fresh = X25519PrivateKey.generate()
    own = fresh.public_key().public_bytes_raw()
    shared = fresh.exchange(X25519PublicKey.from_public_bytes(public))
    nonce = secrets.token_bytes(12)
    return own + nonce + AESGCM(_derived(shared, own, public)).encrypt(nonce, plain, own + public)


def open_envelope(sealed: bytes, *, private: bytes) -> bytes:
    """What was put in; `ValueError` when it is another's or has been changed."""
    own, nonce, body = sealed[:_KEY], sealed[_KEY : _KEY + 12], sealed[_KEY + 12 :]
    public = public_of(private)
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(own))
        return AESGCM(_derived(shared, own, public)).decrypt(nonce, body, own + public)
    except InvalidTag:
        msg = "not for this key, or changed"
        raise ValueError(msg) from None


def _derived(shared: bytes, own: bytes, public: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=own + public, info=b"parvis:envelope:1").derive(shared)
