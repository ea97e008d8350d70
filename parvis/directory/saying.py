"""A field's state as lines for somebody who decides or edits. Codes stay codes: the door words them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parvis.directory import rules


def lines(field: str, state: Mapping[str, Any]) -> list[str]:
    """One line a thing; none when the field says nothing."""
    columns = state.get("columns", {})
    if field in {"phones", "place_phones"}:
        return [phone(one) for one in columns.get("phones", ())]
    if field in {"hours", "place_hours"}:
        return rules.hours_lines(columns.get("schedules", ()))
    if field == "address":
        town = " ".join(str(columns.get(name) or "") for name in ("postal_code", "city")).strip()
        return [line for line in (columns.get("address_1"), columns.get("address_2"), town) if line]
    if field == "point":
        point = [columns.get(name) for name in ("latitude", "longitude")]
        return [", ".join(f"{value:.6f}".rstrip("0") for value in point)] if None not in point else []
    text = next((str(value) for value in columns.values() if isinstance(value, str) and value), "")
    return [line for line in text.splitlines() if line.strip()]


def phone(one: Mapping[str, Any]) -> str:
    """A number with its extension."""
    extension = f" x{one['extension']}" if one.get("extension") else ""
    return f"{one.get('number', '')}{extension}"
