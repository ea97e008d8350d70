"""Codes as words, for every page: one table a code list. A code without a word shows itself, never an error."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

Words = str | Promise
Table = Mapping[str, Words]


def said(table: Table, code: object) -> str:
    """The word for a code, in the language in force."""
    return str(table.get(str(code), code or ""))


def choices(table: Table, *codes: str) -> list[tuple[str, Words]]:
    """The table, or these codes of it, as choices of a form."""
    return [(code, table[code]) for code in (codes or table)]
