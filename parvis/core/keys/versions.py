"""The life of a key: it opens (`next`), it seals, it only opens again, it is unused, it is destroyed. Each step is one file replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from parvis.core.keys import folder
from parvis.core.keys.errors import KeysLocked, KeysMissing
from parvis.core.keys.folder import CURRENT, NEXT, UNUSED, Version
from parvis.core.keys.ring import forget_rings


def prepare(scope: str) -> bool:
    """A key that opens everywhere before it seals anywhere. False when a rotation that was begun is to be finished first."""

    def add(versions: list[Version]) -> list[Version]:
        if any(one.state == NEXT for one in versions) or _unfinished(versions):
            return versions
        number = max(int(one.id.removeprefix("k")) for one in versions) + 1
        return [*versions, Version.fresh(number, NEXT)]

    return _change(scope, add)


def promote(scope: str) -> bool:
    """The prepared key seals from now on, and the one before it only opens."""
    return _change(
        scope, lambda versions: [replace(one, state=CURRENT) if one.state == NEXT else one for one in versions]
    )


def note_unused(scope: str, *, at: datetime) -> bool:
    """Nothing stored is sealed or indexed with the former keys any more."""

    def mark(versions: list[Version]) -> list[Version]:
        *former, current = versions
        return [one if one.state == UNUSED else replace(one, state=UNUSED, since=at.isoformat()) for one in former] + [
            current
        ]

    return _change(scope, mark)


def drop_unused(scope: str) -> bool:
    """The end of the unused keys."""
    return _change(scope, lambda versions: [one for one in versions if one.state != UNUSED])


def versions_of(scope: str) -> list[Version]:
    """As they stand in the folder."""
    if folder.is_locked():
        raise KeysLocked
    return folder.read(scope) or []


def is_unfinished(scope: str) -> bool:
    """Whether former keys may still be in use, or a prepared one waits."""
    versions = versions_of(scope)
    return any(one.state == NEXT for one in versions) or _unfinished(versions)


def _unfinished(versions: list[Version]) -> bool:
    return any(one.state == CURRENT for one in versions[:-1])


def _change(scope: str, step: Callable[[list[Version]], list[Version]]) -> bool:
    """Whether anything changed."""
    with folder.guarded():
        if folder.is_locked():
            raise KeysLocked
        before = folder.read(scope)
        if not before:
            raise KeysMissing(scope=scope)
        after = step(before)
        if after != before:
            folder.write(scope, after)
    forget_rings()
    return after != before
