"""Pictograms and signs: drawn once, inlined into a page only where they are used.

A page never asks for a second file of pictures: each tag notes the symbol it used, and `{% symbols %}` at the end of
`base.html` writes just those. The drawings stand in `pictograms.svg`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import cast

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SOURCE = Path(__file__).with_name("pictograms.svg")
SYMBOL = re.compile(r'<symbol id="([a-z]-[a-z]+)".*?</symbol>', re.DOTALL)
USED = "parvis_symbols"

# What moves turns with the direction of reading; a thing (clock, pin, roof) doesn't.
TURNING = frozenset({"arrow", "back"})


@cache
def drawings() -> dict[str, str]:
    """Symbol id (`p-roof`, `s-phone`) to its `<symbol>` element, from our own file (trusted markup)."""
    return {found.group(1): found.group(0) for found in SYMBOL.finditer(SOURCE.read_text(encoding="utf-8"))}


def _used(context: Context) -> dict[str, None]:
    """The symbols of this page, in order. The bottom of the render context is what included templates share."""
    page = cast("dict[str, dict[str, None]]", context.render_context.dicts[0])
    return page.setdefault(USED, {})


def note(context: Context, symbol_id: str) -> None:
    """Remember that this page uses the symbol; an unknown one is an error of the template's author."""
    if symbol_id not in drawings():
        raise KeyError(f"There is no symbol {symbol_id!r} in {SOURCE.name}.")
    _used(context)[symbol_id] = None


def use(context: Context, symbol_id: str, css: str) -> SafeString:
    """The `<svg>` that shows a symbol. Always decoration: the word stands beside it."""
    note(context, symbol_id)
    return _shown(symbol_id, css)


@cache
def _shown(symbol_id: str, css: str) -> SafeString:
    return format_html(
        '<svg class="{}" width="24" height="24" aria-hidden="true"><use href="#{}"/></svg>', css, symbol_id
    )


def sign(context: Context, name: str) -> SafeString:
    """A sign of the interface (`phone`, `clock`, `arrow`)."""
    return use(context, f"s-{name}", "sign turns" if name in TURNING else "sign")


def pictogram(context: Context, name: str) -> SafeString:
    """A pictogram of a topic (`roof`, `book`)."""
    return use(context, f"p-{name}", "pict")


def emit(context: Context) -> SafeString:
    """The hidden sheet with every symbol noted so far; nothing when none is."""
    used = _used(context)
    if not used:
        return SafeString("")
    body = "".join(drawings()[symbol_id] for symbol_id in used)
    return mark_safe(f"<svg hidden>{body}</svg>")  # noqa: S308  our own file, no input
