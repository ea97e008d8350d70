"""Where backups put what is not whole yet: beside the store, one backup or restore at a time, nothing left behind by a sudden end."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from parvis.core.backup.errors import BackupRefused

FILES = "files"


def home() -> Path:
    """The folder of the store and its files."""
    return Path(settings.PARVIS_HOME)


@contextmanager
def workshop() -> Iterator[Path]:
    """An empty folder for the owner alone, gone afterwards. Raises `BackupRefused` while another backup or restore is under way."""
    home().mkdir(parents=True, exist_ok=True, mode=0o700)
    place = home() / ".backup"
    place.mkdir(exist_ok=True, mode=0o700)
    descriptor = os.open(place / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupRefused("backup.under_way") from None
        work = place / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
    finally:
        os.close(descriptor)


def stored_files() -> list[Path]:
    """What lies in the folder of files, and the town's own settings; never a key."""
    found = [path for path in sorted((home() / FILES).rglob("*")) if path.is_file() and not path.is_symlink()]
    town = home() / "town.yaml"
    return [*found, *([town] if town.is_file() else [])]


def is_ours(relative: str) -> bool:
    """Whether a file of a backup may be written there: `files/…` or `town.yaml`, and no way out of it."""
    path = Path(relative)
    return relative == "town.yaml" or (path.parts[:1] == (FILES,) and ".." not in path.parts and len(path.parts) > 1)
