"""Where a field comes from: which source and when, or who wrote it by hand. Stands in the row itself, so that showing it costs no query.

`{"*": {"source": "town", "on": "2026-03-10"}, "phones": {"by": 12, "for": "Mairie", "on": "2026-04-01", "said": {…}}}`: `*` is for every
field that has no entry of its own; `by` an account, never shown to the public; `for` the organisation it acted for; `said` what the
source said then (a state, see `keeping`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

WHOLE = "*"
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Of one field, or of the whole record (`field` "*"). `source` is a source's name; by hand, `by` is an organisation's."""

    field: str
    on: date | None
    source: str = ""
    by: str = ""
    by_hand: bool = False
    account: int | None = None


def from_source(source: str, on: date) -> Entry:
    """Brought in."""
    return {"source": source, "on": on.isoformat()}


def by_hand(*, account: int | None, organisation: str, on: date, said: Any) -> Entry:
    """Written here."""
    return {"by": account, "for": organisation, "on": on.isoformat(), "said": said}


def is_by_hand(entry: Mapping[str, Any]) -> bool:
    """Whether a person wrote it."""
    return "by" in entry


def origins(kept: Mapping[str, Any]) -> tuple[Origin, ...]:
    """The entries of a row, the whole record first."""
    order = sorted(kept, key=lambda field: (field != WHOLE, field))
    return tuple(_origin(field, kept[field]) for field in order)


def _origin(field: str, entry: Mapping[str, Any]) -> Origin:
    on = date.fromisoformat(entry["on"]) if entry.get("on") else None
    if is_by_hand(entry):
        return Origin(field=field, on=on, by=str(entry.get("for", "")), by_hand=True, account=entry.get("by"))
    return Origin(field=field, on=on, source=str(entry.get("source", "")))
