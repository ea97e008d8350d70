"""Places by row id, for rooms above that point at one."""

from __future__ import annotations

from collections.abc import Iterable

from parvis.core.texts import translations
from parvis.directory import reading
from parvis.directory.models import Location
from parvis.directory.shapes import PlaceView


def places(ids: Iterable[int | None], language: str) -> dict[int, PlaceView]:
    """What may be shown of these places, by row id. Two queries, none for none."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    found = translations("location", wanted, language)
    return {row.pk: reading.place(row, found) for row in Location.objects.filter(pk__in=wanted)}
