"""A long file sealed piece by piece, in bounded memory: a cut, changed, doubled or exchanged piece is found.

The STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015): AES-256-GCM, whose nonce counts the pieces and
marks the last, under a key derived for this one file.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PIECE = 256 * 1024  # bytes in clear
_SALT, _TAG = 32, 16


class StreamBroken(ValueError):
    """Cut off, changed, or sealed with another key."""


class Writer:
    """Takes bytes in any portions; `close` seals the last piece. Without it the file is a broken one, and is refused."""

    def __init__(self, file: BinaryIO, key: bytes, head: bytes) -> None:
        salt = secrets.token_bytes(_SALT)
        file.write(salt)
        self._file, self._cipher, self._head = file, AESGCM(_derived(key, salt)), _fingerprint(head)
        self._waiting, self._count = bytearray(), 0

    def write(self, data: bytes) -> None:
        """Add to what is sealed."""
        self._waiting += data
        # One piece always waits, since the last one is marked.
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """The last piece, perhaps an empty one."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._count, last=last), piece, self._head))
        self._count += 1


def writer(file: BinaryIO, *, key: bytes, head: bytes) -> Writer:
    """Seal into `file` with a key of 32 bytes; `head`, which stands before it in clear, can't be changed either."""
    return Writer(file, key, head)


def reader(file: BinaryIO, *, key: bytes, head: bytes) -> Iterator[bytes]:
    """The pieces in clear, one by one; raises `StreamBroken` at the first that is wrong, and at an end that is none."""
    salt = _exactly(file.read, _SALT)
    cipher, bound = AESGCM(_derived(key, salt)), _fingerprint(head)
    size, count = PIECE + _TAG, 0
    piece = _exactly(file.read, size)
    while True:
        following = _exactly(file.read, size)
        try:
            yield cipher.decrypt(_nonce(count, last=not following), piece, bound)
        except (InvalidTag, ValueError):
            raise StreamBroken from None
        if not following:
            return
        piece, count = following, count + 1


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    """As many bytes as there are, up to `size`: a pipe gives fewer at a time."""
    found = bytearray()
    while len(found) < size and (more := read(size - len(found))):
        found += more
    return bytes(found)


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])


def _derived(key: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"parvis:stream:1").derive(key)


def _fingerprint(head: bytes) -> bytes:
    return hashlib.sha256(head).digest()
