"""Making a backup: beside its name first, whole and on the disk, then under it."""

from __future__ import annotations

import glob
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from parvis.core import graves
from parvis.core.backup import postgres, sqlite
from parvis.core.backup.container import PartWriter, is_backup
from parvis.core.backup.errors import BackupRefused
from parvis.core.backup.places import home, stored_files, workshop
from parvis.core.keys.folder import settle

_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the backup lies, its size in bytes, and how many files it holds besides the store."""

    path: Path
    size: int
    files: int


def save(path: Path, *, at: datetime) -> Saved:
    """Write the store of this moment, its files and the ledger of what was erased. A folder gets a file with the time as its name.

    Raises `BackupRefused`, or `KeysLocked`. An older backup of that name is replaced once the new one is whole.
    """
    if path.is_dir():
        path /= f"parvis-{at:%Y-%m-%dT%H%M%SZ}.backup"
    if path.exists() and not is_backup(path):
        raise BackupRefused("backup.not_overwritten", path=path.name)
    graves.settle()
    files = stored_files()
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    with workshop() as work:
        for left in path.parent.glob(f".{glob.escape(path.name)}.????????.part"):  # by a sudden end
            left.unlink()
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                parts = PartWriter(file, made_at=at.isoformat())
                _write(parts, work, files)
                parts.close()
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    settle(path.parent)
    return Saved(path, path.stat().st_size, len(files))


def _write(parts: PartWriter, work: Path, files: list[Path]) -> None:
    parts.part({"name": "backup", "store": connection.vendor})
    if connection.vendor == "postgresql":
        postgres.save(parts)
    else:
        sqlite.save(parts, work)
    for one in files:
        parts.part({"name": "file", "path": one.relative_to(home()).as_posix()}, _read(one))
    parts.part({"name": "graves", "graves": sorted(graves.known())})


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
