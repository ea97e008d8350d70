"""Public ids of what comes from outside: the source's own UUID, or one that is the same at every import and on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db.models import Model

NAMESPACE = UUID("6f0f3c4e-52b5-5d57-9f0a-3a0a7f3f6f11")  # of ids that Parvis derives; never change it
_PART = 500


def as_uuid(text: str) -> UUID | None:
    """The UUID that the text is, if it is one."""
    try:
        return UUID(text) if len(text) in (32, 36) else None
    except ValueError:
        return None


def derived_id(source: str, kind: str, source_id: str) -> UUID:
    """An id made of a source's name and its own id for the thing."""
    return uuid5(NAMESPACE, f"{source}\n{kind}\n{source_id}")


def stable_id(source: str, kind: str, source_id: str) -> UUID:
    """A source's own UUID, or one derived from its name and id."""
    return as_uuid(source_id) or derived_id(source, kind, source_id)


def new_ids(model: type[Model], *, source: str, kind: str, source_ids: Iterable[str]) -> dict[str, UUID]:
    """Public ids for rows about to be made. A UUID that already names another row here (two sources may carry the same
    record) is not taken over: the newcomer gets a derived one.
    """
    wanted = list(dict.fromkeys(source_ids))
    own = {given for source_id in wanted if (given := as_uuid(source_id))}
    taken = _present(model, own)
    found: dict[str, UUID] = {}
    for source_id in wanted:
        given = as_uuid(source_id)
        if given is None or given in taken:
            given = derived_id(source, kind, source_id)
        taken.add(given)
        found[source_id] = given
    return found


def _present(model: type[Model], ids: set[UUID]) -> set[UUID]:
    listed = list(ids)
    present: set[UUID] = set()
    for start in range(0, len(listed), _PART):
        part = listed[start : start + _PART]
        present |= set(model._default_manager.filter(public_id__in=part).values_list("public_id", flat=True))
    return present
