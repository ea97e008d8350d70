"""Content has one source text; a translation knows its origin and whether the source has changed since (stale)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef

from parvis.core.models import Translation
from parvis.core.nested import Nested


@dataclass(frozen=True, slots=True)
class Text:
    """A text for a reader: in which language it is, and how far to trust it."""

    text: str
    language: str
    origin: str = "source"
    stale: bool = False
    unread: bool = False  # no native speaker has read it

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def digest(text: str) -> str:
    """Identity of a source text, to notice that a translation was made from an older one."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


Found = dict[tuple[int, str], Translation]


def translations(kind: str, ids: Iterable[int], language: str) -> Found:
    """Every translated field of these objects in one query, keyed by (object id, field)."""
    rows = Translation.objects.filter(kind=kind, object_id__in=list(ids), language=language)
    return {(row.object_id, row.field): row for row in rows}


_NESTED = ("field", "language", "text", "origin", "read_by_native", "source_digest")


def nested_translations(kind: str, language: str, of: str = "pk", *, field: str = "") -> Nested:
    """The same inside a query, to stand there as `nested_texts`: of its objects, or of those whose id is in a column.

    `field`: of this one alone.
    """
    rows = Translation.objects.filter(kind=kind, object_id=OuterRef(of), language=language)
    rows = rows.filter(field=field) if field else rows
    return Nested(rows.order_by("id"), *_NESTED)


def translations_in(rows: Iterable[Any], of: str = "pk") -> Found:
    """Of rows with `nested_texts`."""
    return {
        (getattr(row, of), item[0]): Translation(**dict(zip(_NESTED, item, strict=True)))
        for row in rows
        for item in row.nested_texts
    }


def best(found: Mapping[tuple[int, str], Translation], key: tuple[int, str], source: str, source_language: str) -> Text:
    """The translation of a field where there is one, else the source text, said to be what it is."""
    row = found.get(key)
    if row is None or not row.text:
        return Text(source, source_language)
    return Text(
        row.text,
        row.language,
        origin=row.origin,
        stale=row.source_digest != digest(source),
        unread=not row.read_by_native,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTranslation:
    """A translation to store, made of `source`."""

    kind: str
    object_id: int
    field: str
    language: str
    text: str
    source: str
    origin: str = "human"
    read_by_native: bool = False


def save_translations(items: Iterable[NewTranslation], *, at: datetime) -> int:
    """Insert or replace, in bulk; returns how many."""
    # The last one wins: PostgreSQL refuses to meet the same row twice in one statement.
    wanted = {(item.kind, item.object_id, item.language, item.field): item for item in items}
    rows = [
        Translation(
            kind=item.kind,
            object_id=item.object_id,
            field=item.field,
            language=item.language,
            text=item.text,
            origin=item.origin,
            read_by_native=item.read_by_native,
            source_digest=digest(item.source),
            made_at=at,
        )
        for item in wanted.values()
    ]
    Translation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "object_id", "language", "field"],
        update_fields=["text", "origin", "read_by_native", "source_digest", "made_at"],
        batch_size=500,
    )
    return len(rows)


def every_translation(kind: str, ids: Iterable[int]) -> dict[int, list[Translation]]:
    """All translations of these objects, in every language, by object: for an index or an export."""
    found: dict[int, list[Translation]] = {}
    for row in Translation.objects.filter(kind=kind, object_id__in=list(ids)):
        found.setdefault(row.object_id, []).append(row)
    return found
