"""Bytes to text, saying which encoding it was."""

from __future__ import annotations

import codecs
from typing import NamedTuple


class Decoded(NamedTuple):
    """`reason` is "" for clean UTF-8, otherwise the code of what had to be done."""

    text: str
    reason: str = ""


def decode(content: bytes) -> Decoded:
    """UTF-8 with or without mark, UTF-16 with its mark, else Windows-1252 (what spreadsheets save); NUL bytes go."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _without_nul(content.decode("utf-16", "replace"), "encoding.utf16")
    try:
        return _without_nul(content.decode("utf-8-sig"), "")
    except UnicodeDecodeError:
        pass
    try:
        return _without_nul(content.decode("cp1252"), "encoding.cp1252")
    except UnicodeDecodeError:
        return _without_nul(content.decode("latin-1"), "encoding.latin1")


def looks_binary(content: bytes) -> bool:
    """An image or a program rather than a table: many control bytes at its start. UTF-16 is told by its mark."""
    start = content[:2048]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    control = sum(byte < 9 or 13 < byte < 32 for byte in start)
    return control * 20 > len(start)


def _without_nul(text: str, reason: str) -> Decoded:
    return Decoded(text.replace("\x00", ""), "text.nul") if "\x00" in text else Decoded(text, reason)
