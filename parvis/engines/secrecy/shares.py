"""A share as somebody writes it down: letters and figures in fours, with a sum that finds a slip of the pen."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

_SET, _SUM = 4, 4  # bytes
_LOOK_ALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})


class ShareTorn(ValueError):
    """No share, or one with a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Share:
    """One of a set: how many of it are needed, its own number, its bytes."""

    of_set: bytes
    need: int
    number: int
    value: bytes


def write_share(share: Share) -> str:
    """Groups of four, from A to Z and 2 to 7: 17 of them for a secret of 32 bytes."""
    body = share.of_set + bytes([share.need, share.number]) + share.value
    text = base64.b32encode(body + _sum(body)).decode().rstrip("=")
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def read_share(text: str) -> Share:
    """In any case, with or without dashes and spaces; 0, 1 and 8 are read as the letters they look like. Raises `ShareTorn`."""
    letters = "".join(text.upper().replace("-", " ").split()).translate(_LOOK_ALIKES)
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        raise ShareTorn from None
    body, told = raw[:-_SUM], raw[-_SUM:]
    if len(body) <= _SET + 2 or _sum(body) != told:
        raise ShareTorn
    return Share(body[:_SET], body[_SET], body[_SET + 1], body[_SET + 2 :])


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(b"parvis:share:" + body).digest()[:_SUM]
