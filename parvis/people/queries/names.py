"""Names as they come out of a query: sealed, in JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet

from parvis.core.fields import open_value
from parvis.core.nested import Nested
from parvis.people.choices import NameKind
from parvis.people.models import PersonName


def nested_names(rows: QuerySet[PersonName]) -> Nested:
    """The name forms, in their order: public id, sealed text, kind, language."""
    return Nested(rows.order_by("position", "id"), "public_id", "text", "kind", "language")


def names_beside(person: str, controller: str) -> Nested:
    """The same of the person whose id stands in a column of the outer row, if she is of the controller in another: for an upper
    room that has checked the row, and shows her `display_name`."""
    return nested_names(PersonName.objects.filter(person=OuterRef(person), person__controller=OuterRef(controller)))


def in_order(items: Iterable[list[Any]]) -> list[tuple[str, str, str]]:
    """Opened: (text, kind, language)."""
    return [(_open(public_id, text), kind, language) for public_id, text, kind, language in items]


def display_name(items: list[list[Any]]) -> str:
    """The first name as used, else the first of any kind. Opens that one only."""
    chosen = next((item for item in items if item[2] == NameKind.USED), items[0] if items else None)
    return _open(chosen[0], chosen[1]) if chosen else ""


def _open(public_id: str, sealed: str) -> str:
    return open_value(PersonName, "text", public_id=public_id, sealed=sealed)
