"""What a reading tells about itself."""

from __future__ import annotations

from dataclasses import dataclass

REPAIRED, REJECTED, KEPT = "repaired", "rejected", "kept_as_is"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the source that was not as it should be. `line` is the file's (of JSON: the item's number); 0 means the
    whole file. `value` is the first characters of what stood there."""

    file: str
    line: int
    field: str
    reason: str
    done: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class FileCount:
    """`read` = `accepted` + `rejected`, always."""

    file: str
    read: int
    accepted: int
    rejected: int
