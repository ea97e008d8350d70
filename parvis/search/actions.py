"""Writes of the room: rooms publish what can be found, in the transaction that changed it."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction

from parvis.engines.text import tokens
from parvis.search.models import Document, Edition
from parvis.search.rowids import row_id
from parvis.search.shapes import NewDocument
from parvis.search.vocabulary import marks

BATCH = 500


def publish(*, documents: Iterable[NewDocument]) -> int:
    """Put these into the index, in place of what it held of them. Returns how many."""
    count = 0
    batch: list[NewDocument] = []
    with transaction.atomic():
        for document in documents:
            batch.append(document)
            if len(batch) == BATCH:
                count += _replace(batch)
                batch = []
        count += _replace(batch)
        if count:
            _next_edition()
    return count


def withdraw(*, kind: str, ids: Iterable[int]) -> int:
    """Take these out of the index. Returns how many were there."""
    with transaction.atomic():
        gone = 0
        for part in _parts(list(ids)):
            gone += Document.objects.filter(kind=kind, object_id__in=part).delete()[0]
        if gone:
            _next_edition()
    return gone


def bring_to_form(*, name: str, form: int, kinds: Iterable[str], publish: Callable[[list[int]], object]) -> None:
    """Have a room write its documents again, those that the index holds of these kinds, unless they are in this form already.

    To be called after the tables were brought up to date: a store made before then finds what one made today does.
    """
    with transaction.atomic():
        row, _made = Edition.objects.get_or_create(pk=1)
        if row.forms.get(name) == form:
            return
        for part in _parts(list(Document.objects.filter(kind__in=list(kinds)).values_list("object_id", flat=True))):
            publish(part)
        # Read again: publishing has drawn a number.
        row = Edition.objects.select_for_update().get(pk=1)
        row.forms = {**row.forms, name: form}
        row.save(update_fields=["forms"])


def _replace(batch: Sequence[NewDocument]) -> int:
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for document in batch:
        by_kind[document.kind].append(document.object_id)
    for kind, ids in by_kind.items():
        Document.objects.filter(kind=kind, object_id__in=ids).delete()
    held: set[int] = set()
    while True:
        ids = _ids(batch, held)
        clash = set(Document.objects.filter(id__in=ids).values_list("id", flat=True))
        if not clash:
            break
        held |= clash
    rows = [_row(document, pk) for document, pk in zip(batch, ids, strict=True)]
    Document.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _ids(batch: Sequence[NewDocument], clash: set[int]) -> list[int]:
    """An id for each, none of them in `clash` and none twice. What clashed stays known, so asking again ends."""
    taken = set(clash)
    ids = []
    for document in batch:
        ids.append(row_id(document.kind, document.object_id, document.point, taken))
        taken.add(ids[-1])
    return ids


def _row(new: NewDocument, pk: int) -> Document:
    title, body = tokens(new.title), tokens(new.body)
    in_title, in_body = marks(title), marks(body)
    return Document(
        id=pk,
        kind=new.kind,
        object_id=new.object_id,
        public_id=new.public_id,
        visibility=new.visibility,
        title=" ".join([*title, *sorted(in_title)]),
        body=" ".join([*body, *sorted(in_body - in_title)]),
        topics=list(new.topics),
        languages=list(new.languages),
        latitude=new.point[0] if new.point else None,
        longitude=new.point[1] if new.point else None,
        hours=[list(row) for row in new.hours],
        cost=new.cost,
        traits=list(new.traits),
        verified_on=new.verified_on,
        pinned=new.pinned,
    )


def _next_edition() -> None:
    # Drawn, not counted: after a rollback the old number must not come to mean other rows.
    Edition.objects.update_or_create(pk=1, defaults={"number": secrets.randbits(62)})


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
