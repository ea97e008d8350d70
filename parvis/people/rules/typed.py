"""What people type, made storable; what can't be is collected by field, so that a form shows every problem at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from parvis.kernel.errors import Invalid

# BCP 47, as much of it as a register needs: language, then script or region.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
# Line ends, NUL and characters that turn the reading direction of what follows.
_UNSEEN = dict.fromkeys([*range(0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " ")


class Problems:
    """Reason codes by field; the first one of a field counts."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def add(self, field: str, code: str) -> None:
        """Note a problem."""
        self.fields.setdefault(field, code)

    def text(self, field: str, value: str, *, limit: int) -> str:
        """One line of text, or a problem `too_long`."""
        value = clean(value)
        if len(value) > limit:
            self.add(field, "too_long")
        return value[:limit]

    def choice(self, field: str, value: str, allowed: Iterable[str]) -> str:
        """One of a list, or a problem `not_a_choice`."""
        if value not in set(allowed):
            self.add(field, "not_a_choice")
        return value

    def language(self, field: str, value: str) -> str:
        """A language tag (`und` when unknown), or a problem `not_a_language`."""
        value = value.strip().replace("_", "-") or "und"
        if len(value) > 10 or not _LANGUAGE.fullmatch(value):
            self.add(field, "not_a_language")
        return value

    def check(self) -> None:
        """Raise `Invalid` with everything noted."""
        if self.fields:
            raise Invalid(self.fields)


def clean(text: str) -> str:
    """One line, composed (NFC), single spaces, nothing invisible that could turn the line around."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split())


def ascii_digits(text: str) -> str:
    """`١٩٩٠` and `۱۹۹۰` are 1990; other characters stay."""
    return "".join(str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char for char in text)


def is_pin(pin: str, length: int) -> bool:
    """Digits of that length, not one repeated nor a run up or down: those are what everybody tries first."""
    if len(pin) != length or not (pin.isascii() and pin.isdigit()):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps not in ({0}, {1}, {-1})
