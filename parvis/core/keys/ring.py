"""A ring holds the keys of one scope. One of them seals and makes blind indexes; the others still open and find.

What is in memory is compared with the folder twice a second, so that a process that runs notices a new key, or the lock.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from pathlib import Path

from django.conf import settings

from parvis.core.keys import folder, watch
from parvis.core.keys.errors import KeysLocked, KeysMissing
from parvis.core.keys.folder import NEXT, Version

COMMON, BACKUP = "common", "backup"
TOKENS = "tokens"  # digests of links, cards and sessions: seals nothing, and stays when the house is locked
CHECKED_EVERY = 0.5  # seconds

_SCOPE = re.compile(r"common|backup|tokens|c\d{1,18}")

Mark = tuple[int, int, int]


class Ring:
    """Keys of one scope by id, 256 bits each."""

    def __init__(self, scope: str, versions: list[Version]) -> None:
        sealing = [one.id for one in versions if one.state != NEXT]
        if not sealing:
            raise KeysMissing(scope=scope)
        self.scope = scope
        self.versions = tuple(versions)
        self.keys = {one.id: one.material for one in versions}
        self.current = sealing[-1]

    @property
    def former(self) -> tuple[str, ...]:
        """Ids of the keys that only open, oldest first."""
        return tuple(one.id for one in self.versions if one.state != NEXT and one.id != self.current)

    def key(self, key_id: str) -> bytes:
        """The key of that id, or `KeysMissing`."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeysMissing(scope=self.scope) from None

    def derive(self, purpose: str, *, key_id: str = "") -> bytes:
        """A key of its own for a purpose, from the key that seals now, or from the one named."""
        return hmac.new(self.key(key_id or self.current), f"parvis:{purpose}".encode(), hashlib.sha256).digest()

    def blind(self, value: str, *, purpose: str, key_id: str = "") -> str:
        """Blind index of a normalised value: equal within a scope, unlinkable across scopes (hex, 128 bits)."""
        derived = self.derive(f"blind:{purpose}", key_id=key_id)
        return hmac.new(derived, value.encode(), hashlib.sha256).hexdigest()[:32]

    def blinds(self, value: str, *, purpose: str) -> list[str]:
        """Under every key, the one in force first: what to look for while rows pass from one key to the next."""
        others = [key_id for key_id in self.keys if key_id != self.current]
        return [self.blind(value, purpose=purpose, key_id=key_id) for key_id in (self.current, *others)]


_rings: dict[str, tuple[Ring, Mark]] = {}  # by the path of their file
_checked_at = 0.0


def ring(scope: str, *, make: bool = True) -> Ring:
    """The ring of a scope (`common`, `tokens`, `backup`, or `c<id>` for a controller); its file is made on first use.

    Raises `KeysLocked` while the house is locked, `KeysMissing` where none is to be made.
    """
    notice()
    path = f"{settings.PARVIS_KEYS}/{scope}.key"
    kept = _rings.get(path)
    if kept is None:
        if not _SCOPE.fullmatch(scope):
            raise KeysMissing(scope="value")
        kept = _rings[path] = _load(scope, Path(path), make=make)
        watch.begin(notice)
    return kept[0]


def ring_with(scope: str, key_id: str) -> Ring:
    """The ring that opens, read again when it lacks this key: another process may have made it a moment ago."""
    found = ring(scope, make=False)
    if key_id not in found.keys:
        _rings.pop(f"{settings.PARVIS_KEYS}/{scope}.key", None)
        found = ring(scope, make=False)
    return found


def locked() -> bool:
    """Whether the house is locked; known half a second after it happened."""
    notice()
    return _is_locked


def forget_rings() -> None:
    """Drop what is in memory: after a change of the folder by this process, or of the folder itself in tests."""
    global _checked_at  # noqa: PLW0603 - one look at the folder serves the whole process
    _rings.clear()
    _checked_at = 0.0


_is_locked = False


def notice() -> None:
    """Look at the folder, unless it was looked at a moment ago: drop the rings whose file has changed, and all under the lock."""
    global _checked_at, _is_locked  # noqa: PLW0603 - one look at the folder serves the whole process
    now = time.monotonic()
    if now - _checked_at < CHECKED_EVERY:
        return
    _is_locked = folder.is_locked()
    for path, (kept, mark) in list(_rings.items()):
        if (_is_locked and kept.scope != TOKENS) or _mark(Path(path)) != mark:
            _rings.pop(path, None)
    _checked_at = now


def _load(scope: str, path: Path, *, make: bool) -> tuple[Ring, Mark]:
    if scope != TOKENS and folder.is_locked():
        raise KeysLocked
    mark, versions = _mark(path), folder.read(scope)
    if versions is None:
        if not make:
            raise KeysMissing(scope=scope)
        _make(scope, path)
        mark, versions = _mark(path), folder.read(scope)
    return Ring(scope, versions or []), mark


def _mark(path: Path) -> Mark:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _make(scope: str, path: Path) -> None:
    """The first key of a ring: the first process makes it, the others find it. Nobody makes one while the house is locked."""
    with folder.guarded():
        if scope != TOKENS and folder.is_locked():
            raise KeysLocked
        if not path.exists():
            folder.write(scope, [Version.fresh(1)])
