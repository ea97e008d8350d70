"""A thread that looks at the folder of keys even when nobody asks: an idle process, too, drops its keys when the house is locked."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

PAUSE = 1.0
_begun = threading.Event()


def begin(look: Callable[[], None]) -> None:
    """Once a process."""
    if not _begun.is_set():
        _begun.set()
        threading.Thread(target=_go, args=(look,), name="parvis-keys", daemon=True).start()


def _go(look: Callable[[], None]) -> None:
    while True:
        time.sleep(PAUSE)
        look()


# A forked worker has no thread of its parent's.
os.register_at_fork(after_in_child=_begun.clear)
