"""The kinds there are: every module of this folder that has a `KIND`, and whatever an upper room registers."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

from parvis.engagement.kinds.kind import Kind
from parvis.kernel.errors import Invalid

_FOLDER = Path(__file__).parent
_NO_KIND = {"kind", "details", "facets", "registry"}
_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; again with the same code, the newer one counts."""
    _kinds[kind.code] = kind


def forget(code: str) -> None:
    """Take a kind away: for tests, and for a room that is switched off."""
    _kinds.pop(code, None)


def kind_of(code: str) -> Kind:
    """The kind, or `Invalid` for a code nobody registered."""
    try:
        return _kinds[code]
    except KeyError:
        raise Invalid({"kind": "engagement.kind_unknown"}) from None


def kinds() -> tuple[Kind, ...]:
    """All of them, in the order they were registered."""
    return tuple(_kinds.values())


def found_in_search() -> tuple[str, ...]:
    """Codes of the kinds that stand in the one search as themselves."""
    return tuple(kind.code for kind in _kinds.values() if kind.in_search)


def load() -> None:
    """Register the kinds of this folder: called once, when the room is ready."""
    for module in sorted(pkgutil.iter_modules([str(_FOLDER)]), key=lambda one: one.name):
        if module.name not in _NO_KIND:
            register(import_module(f"{__package__}.{module.name}").KIND)
