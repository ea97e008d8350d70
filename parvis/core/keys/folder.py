"""The folder `PARVIS_KEYS`: one file a ring, for its owner alone; written whole or not at all, by one process at a time."""

from __future__ import annotations

import base64
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from parvis.core.keys.errors import KeysExposed

LOCKED = "locked.keys"
NEXT, CURRENT, UNUSED = "next", "", "unused"
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Version:
    """One key of a ring. `next` opens already and seals soon; `unused` since an instant seals nothing that is stored."""

    id: str
    material: bytes
    state: str = CURRENT
    since: str = ""

    @classmethod
    def fresh(cls, number: int, state: str = CURRENT) -> Version:
        """A new key of 256 bits."""
        return cls(f"k{number}", secrets.token_bytes(32), state)


def folder() -> Path:
    """Where the keys lie."""
    return Path(settings.PARVIS_KEYS)


def is_locked() -> bool:
    """Whether the keys are shut away under the shares of their keepers."""
    return (folder() / LOCKED).exists()


def scopes() -> list[str]:
    """The rings there are, in the order of their names."""
    return sorted(path.stem for path in folder().glob("*.key") if path.name != "django.key")


def read(scope: str) -> list[Version] | None:
    """The keys of a ring, the one that seals last but for a `next`; None when there is no such file yet.

    Raises `KeysExposed` when others may read the file or look into the folder.
    """
    path = folder() / f"{scope}.key"
    try:
        check_private(path)
        text = path.read_text()
    except FileNotFoundError:
        return None
    return parse(text)


def parse(text: str) -> list[Version]:
    """A key a line: id, key in base64 and, where they are not empty, state and instant, with colons."""
    found = []
    for line in text.split():
        key_id, _, rest = line.partition(":")
        material, _, told = rest.partition(":")
        state, _, since = told.partition(":")
        if material:
            found.append(Version(key_id, base64.b64decode(material), state, since))
    return found


def write(scope: str, versions: list[Version]) -> None:
    """Replace a ring's file. Call within `guarded`."""
    lines = []
    for one in versions:
        parts = [one.id, base64.b64encode(one.material).decode(), one.state, one.since]
        lines.append(":".join(parts).rstrip(":"))
    replace(folder() / f"{scope}.key", "\n".join(lines) + "\n")


def replace(path: Path, text: str) -> None:
    """Write beside, to the disk, then into place: whoever reads finds the old or the new, also after a power cut."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        keep_owner(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    settle(path.parent)


def settle(directory: Path) -> None:
    """What was renamed or removed in a folder stands on the disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_owner(path: Path) -> None:
    """What root writes into somebody's folder of keys is that somebody's, so that the server can go on reading it."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


@contextmanager
def guarded() -> Iterator[None]:
    """One process at a time changes the folder; those that only read wait for nobody."""
    where = folder()
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    guard = where / ".guard"
    descriptor = os.open(guard, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        keep_owner(guard)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def check_private(path: Path) -> None:
    """Nobody but the owner may read the file or look into its folder, and the owner is who runs this, or root."""
    for place in (path, path.parent):
        found = place.stat()
        mine = os.geteuid() in (0, found.st_uid) or found.st_uid == 0
        if found.st_mode & _OTHERS or not mine:
            raise KeysExposed(place=place.name)
