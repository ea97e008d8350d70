"""The shape of a backup: a line in clear that names the key by a fingerprint, then sealed pieces; in them, compressed, named parts.

PARVIS BACKUP 1
{"key": "k1", "fingerprint": "…", "made_at": "…"}
sealed stream (engines.secrecy.stream) of a zlib stream of parts:
    a line of JSON {"name": …, …}, then blocks of 4 bytes length and content, then a block of length 0
"""

from __future__ import annotations

import hashlib
import hmac
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from parvis.core.backup.errors import BackupRefused
from parvis.core.keys import BACKUP, KeysMissing, ring
from parvis.engines import secrecy

MAGIC = b"PARVIS BACKUP 1\n"
_LONGEST_HEAD = 4096
_LONGEST_LINE = 1 << 20
_BLOCK = 1 << 18

About = dict[str, Any]
Part = tuple[About, Iterator[bytes]]


class PartWriter:
    """Writes parts one after the other, in bounded memory."""

    def __init__(self, file: BinaryIO, *, made_at: str) -> None:
        keys = ring(BACKUP)
        key = keys.key(keys.current)
        told = {"key": keys.current, "fingerprint": _fingerprint(key), "made_at": made_at}
        head = MAGIC + json.dumps(told).encode() + b"\n"
        file.write(head)
        self._sealed = secrecy.writer(file, key=key, head=head)
        self._zip = zlib.compressobj(level=1)

    def part(self, about: About, blocks: Iterable[bytes] = ()) -> int:
        """One part; how many bytes it has."""
        self._write(json.dumps(about).encode() + b"\n")
        size = 0
        for block in blocks:
            if block:
                self._write(len(block).to_bytes(4, "big"))
                self._write(block)
                size += len(block)
        self._write(bytes(4))
        return size

    def close(self) -> None:
        """The end, without which it is no backup."""
        self._sealed.write(self._zip.flush())
        self._sealed.close()

    def _write(self, data: bytes) -> None:
        self._sealed.write(self._zip.compress(data))


def read_parts(file: BinaryIO, *, path: str) -> Iterator[Part]:
    """The parts in their order; what a caller leaves unread is passed over. Whoever reads to the end has seen that all is whole.

    Raises `BackupRefused`: no backup, another key, cut short or changed.
    """
    head, key = _head(file, path)
    source = _Bytes(_whole(secrecy.reader(file, key=key, head=head)))
    while line := source.line():
        blocks = _blocks(source)
        yield json.loads(line), blocks
        for _ in blocks:
            pass


def is_backup(path: Any) -> bool:
    """Whether a file begins like one."""
    with open(path, "rb") as file:  # noqa: PTH123 - a path or a descriptor
        return file.read(len(MAGIC)) == MAGIC


def _head(file: BinaryIO, path: str) -> tuple[bytes, bytes]:
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupRefused("backup.not_one", path=path)
    line = file.readline(_LONGEST_HEAD)
    try:
        told = json.loads(line)
        key_id, fingerprint = str(told["key"]), str(told["fingerprint"])
    except (ValueError, KeyError, TypeError):
        raise BackupRefused("backup.broken") from None
    try:
        key = ring(BACKUP, make=False).key(key_id)
    except KeysMissing:
        raise BackupRefused("backup.wrong_key") from None
    if not hmac.compare_digest(_fingerprint(key), fingerprint):
        raise BackupRefused("backup.wrong_key")
    return MAGIC + line, key


def _fingerprint(key: bytes) -> str:
    return hmac.new(key, b"parvis:backup:fingerprint", hashlib.sha256).hexdigest()[:32]


def _whole(pieces: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from _unzipped(pieces)
    except (secrecy.StreamBroken, zlib.error):
        raise BackupRefused("backup.broken") from None


def _unzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """In portions of a block at most: what was pressed into little fills no memory."""
    unzip = zlib.decompressobj()
    for piece in pieces:
        data = piece
        while data:
            yield unzip.decompress(data, _BLOCK)
            data = unzip.unconsumed_tail
    if not unzip.eof:
        raise secrecy.StreamBroken


class _Bytes:
    """Lines and counted bytes out of portions of any size."""

    def __init__(self, portions: Iterator[bytes]) -> None:
        self._portions, self._held = portions, bytearray()

    def line(self) -> bytes:
        """Up to its end; empty at the end of everything."""
        while (end := self._held.find(b"\n")) < 0:
            if len(self._held) > _LONGEST_LINE or not self._more():
                if self._held:
                    raise BackupRefused("backup.broken")
                return b""
        return self._take(end + 1)

    def exactly(self, size: int) -> bytes:
        """So many bytes."""
        while len(self._held) < size:
            if not self._more():
                raise BackupRefused("backup.broken")
        return self._take(size)

    def _more(self) -> bool:
        for portion in self._portions:
            if portion:
                self._held += portion
                return True
        return False

    def _take(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken


def _blocks(source: _Bytes) -> Iterator[bytes]:
    while size := int.from_bytes(source.exactly(4), "big"):
        left = size
        while left:
            block = source.exactly(min(left, _BLOCK))
            left -= len(block)
            yield block
