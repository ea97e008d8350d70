"""The town of this installation, in the reader's language: its name, the desk to call, the emergency numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings


@lru_cache(maxsize=32)
def town(language: str) -> dict[str, Any]:
    """name, help_phone, help_hours, help_text, emergency [{number, text, code}], exit_url."""
    raw: Mapping[str, Any] = getattr(settings, "PARVIS_TOWN", {})
    desk = raw.get("help", {})
    return {
        "name": said(raw.get("name", ""), language),
        "help_phone": desk.get("phone", ""),
        "help_hours": said(desk.get("hours_text", ""), language),
        "help_text": said(desk.get("text", ""), language),
        "emergency": [
            {"number": row["number"], "text": said(row["label"], language), "code": row.get("code", "")}
            for row in raw.get("emergency", ())
        ],
        "exit_url": raw.get("exit_url", ""),
    }


def said(text: str | Mapping[str, str], language: str) -> str:
    """A text that may be given in several languages: the reader's, else the host's, else any."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get(settings.LANGUAGE_CODE) or next(iter(text.values()), "")


@lru_cache(maxsize=256)
def place_name(place: str, language: str) -> str:
    """A locality or quarter of the house's own gazetteer as the reader calls it; what is not in it, as it is written."""
    raw: Mapping[str, Any] = getattr(settings, "PARVIS_TOWN", {})
    found = next((row for row in raw.get("gazetteer", ()) if row["id"] == place), None)
    return said(found["name"], language) if found else place
