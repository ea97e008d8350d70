"""Pure decisions of the room."""

from __future__ import annotations

from datetime import timedelta

from parvis.kernel.states import Machine

HOLD = Machine.of("hold", {"standing": ["lift_asked"], "lift_asked": ["standing", "lifted"]}, closed=["lifted"])


def label_of_log(log: str) -> str:
    """The model of a log's table: `core_read` is `core.Read`."""
    room, _, name = log.partition("_")
    return f"{room}.{name.capitalize()}"


# A hold is looked at again within a year.
LONGEST = timedelta(days=366)
