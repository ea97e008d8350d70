"""Bringing a backup back: read to its end, brought up to date, whoever was erased since erased again; and only then put in place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from parvis.core import chain, graves, rotation
from parvis.core.backup import postgres, sqlite
from parvis.core.backup.container import About, read_parts
from parvis.core.backup.errors import BackupRefused
from parvis.core.backup.places import home, is_ours, workshop
from parvis.kernel.actor import Actor

# What a store has as soon as it is made, or only for a while.
_ALWAYS_THERE = {"core_acting", "core_change", "core_once"}


@dataclass(frozen=True, slots=True)
class Restored:
    """How many files came with the store, and how many who had been erased since were erased again."""

    files: int
    erased_again: int


def restore(path: Path, *, at: datetime, replace: bool = False, without_keys: bool = False) -> Restored:
    """Put the backup in the place of the store. Until it is there, whole, nothing is changed.

    Raises `BackupRefused`: no backup, another key, cut short or changed, of a newer Parvis or another sort of store; a store that
    holds something, unless `replace`; values whose keys are not here, unless `without_keys`.
    """
    if not path.is_file():
        raise BackupRefused("backup.not_one", path=path.name)
    with workshop() as work:
        if not is_empty():
            if not replace:
                raise BackupRefused("backup.not_empty")
            graves.settle()
        erased, files = (_on_postgres if connection.vendor == "postgresql" else _on_sqlite)(
            path, work, at=at, without_keys=without_keys
        )
    return Restored(files, erased)


def _on_postgres(path: Path, work: Path, *, at: datetime, without_keys: bool) -> tuple[int, int]:
    with transaction.atomic():
        tables = postgres.Receiver()
        files = _receive(path, work, tables.receive)
        tables.finish()
        return _make_fit(files, work, at=at, without_keys=without_keys), len(files)


def _on_sqlite(path: Path, work: Path, *, at: datetime, without_keys: bool) -> tuple[int, int]:
    files = _receive(path, work, partial(sqlite.receive, work=work))
    with sqlite.prepared(work):
        return _make_fit(files, work, at=at, without_keys=without_keys), len(files)


def is_empty() -> bool:
    """Whether nobody has written anything yet. A store that was never made is empty as well."""
    tables = set(connection.introspection.table_names())
    ours = [model for model in apps.get_models() if model.__module__.startswith("parvis.") and model._meta.managed]
    return not any(
        model._base_manager.exists()
        for model in ours
        if model._meta.db_table in tables - _ALWAYS_THERE and not model._meta.proxy
    )


def _receive(path: Path, work: Path, take: Callable[[About, Iterator[bytes]], bool]) -> list[str]:
    """Everything of the backup into the workshop, or into tables that nobody sees yet; the names of the files."""
    files: list[str] = []
    with path.open("rb") as file:
        for about, blocks in read_parts(file, path=path.name):
            if about["name"] == "backup":
                _check_store(about)
            elif about["name"] == "graves":
                graves.merge({(label, one) for label, one in about["graves"]})
            elif about["name"] == "file":
                files += _receive_file(about, blocks, work)
            elif not take(about, blocks):
                raise BackupRefused("backup.newer")
    return files


def _check_store(about: About) -> None:
    if about["store"] != connection.vendor:
        raise BackupRefused("backup.other_store", made_on=about["store"], here=connection.vendor)


def _receive_file(about: About, blocks: Iterator[bytes], work: Path) -> list[str]:
    name = str(about["path"])
    if not is_ours(name):
        raise BackupRefused("backup.broken")
    target = work / "received" / name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with target.open("wb") as file:
        for block in blocks:
            file.write(block)
    return [name]


def _make_fit(files: list[str], work: Path, *, at: datetime, without_keys: bool) -> int:
    """Every value opens, everybody signs in anew, and whoever was erased since is erased again; how many were."""
    if not without_keys and (missing := rotation.unopenable()):
        raise BackupRefused("backup.keys_missing", count=missing)
    _put_files(files, work)
    Session.objects.all().delete()
    chain.note_restored(at=at)
    return graves.bury_again(by=Actor.system("restore"), at=at)


def _put_files(names: list[str], work: Path) -> None:
    """Each into its place; an own `town.yaml` that is here stays."""
    for name in names:
        target = home() / name
        if name == "town.yaml" and target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.move(work / "received" / name, target)
