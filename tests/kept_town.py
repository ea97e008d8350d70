"""While pages are being written: the built town kept from one run to the next, with its keys, in the folder PARVIS_KEPT_TOWN names.

SQLite only, for an hour, and only while tables and the demo's data are the same. Every run that counts leaves the variable unset.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LASTS = 60 * 60
MADE_FROM = (
    "demo/**/*.yaml",
    "parvis/search/vocabulary/*.yaml",
    "parvis/cli/town/*.py",
    "parvis/*/migrations/*.py",
    "parvis/*/models/*.py",
)


def _folder() -> Path | None:
    named = os.environ.get("PARVIS_KEPT_TOWN")
    if not named or os.environ.get("DATABASE_URL"):
        return None
    made = hashlib.sha256(os.environ.get("PARVIS_NO_MIGRATIONS", "").encode())
    for path in sorted(path for pattern in MADE_FROM for path in ROOT.glob(pattern)):
        made.update(path.read_bytes())
    return Path(named, made.hexdigest()[:16])


def lay_keys(keys: Path) -> None:
    """Before anything makes a key: those that the kept town is sealed with."""
    folder = _folder()
    if folder and (folder / "said.json").exists() and time.time() - (folder / "said.json").stat().st_mtime < LASTS:
        shutil.copytree(folder / "keys", keys)
        os.environ["PARVIS_TOWN_IS_KEPT"] = str(folder)


def kept() -> tuple[sqlite3.Connection, tuple[str, str]] | None:
    """A copy of the kept store in memory, and what the demo said."""
    named = os.environ.get("PARVIS_TOWN_IS_KEPT")
    if not named:
        return None
    store = sqlite3.connect(":memory:", check_same_thread=False)
    with sqlite3.connect(Path(named, "town.sqlite3")) as file:
        file.backup(store)
    card, calendar = json.loads(Path(named, "said.json").read_text())
    return store, (card, calendar)


def keep(store: sqlite3.Connection, said: tuple[str, str], keys: Path) -> None:
    """Nothing, where nobody asked for it."""
    folder = _folder()
    if folder is None:
        return
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(keys, folder / "keys")
    with sqlite3.connect(folder / "town.sqlite3") as file:
        store.backup(file)
    (folder / "said.json").write_text(json.dumps(said))
