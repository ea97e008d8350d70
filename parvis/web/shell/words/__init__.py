"""Codes as words, for every page: one table a code list. A code without a word shows itself, never an error."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language

Words = str | Promise
Table = Mapping[str, Words]


def said(table: Table, code: object) -> str:
    """The word for a code, in the language in force."""
    word = table.get(code if type(code) is str else str(code), code or "")
    if not isinstance(word, Promise):
        return str(word)
    # A page of rows says the same few words: each is looked up once a language. The word is kept beside, so that its id stays its own.
    key = id(word), get_language()
    if key not in _SAID:
        _SAID[key] = word, str(word)
    return _SAID[key][1]


_SAID: dict[tuple[int, str | None], tuple[Promise, str]] = {}


def choices(table: Table, *codes: str) -> list[tuple[str, Words]]:
    """The table, or these codes of it, as choices of a form."""
    return [(code, table[code]) for code in (codes or table)]
