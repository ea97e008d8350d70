"""What lower rooms announce and upper rooms subscribe to, in the same transaction. No Django signals.

A room subscribes in its `apps.py`; the arrow of imports stays downward.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Event = TypeVar("Event")

_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[Event], handler: Callable[[Event], None]) -> None:
    """Call `handler` each time an event of `kind` is announced; subscribing twice counts once."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def announce(event: object) -> None:
    """Tell every subscriber now; what one raises undoes the whole transaction."""
    for handler in _handlers[type(event)]:
        handler(event)
