"""What every written object needs: ids, and nothing empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from parvis.exchange.hsds.values import as_uuid, is_email, is_url

Json = dict[str, object]


def sub_id(owner: UUID, kind: str, source_id: str, position: int) -> UUID:
    """The sub-object's own UUID, or one that is the same as long as its owner and its source id (or place) are."""
    return as_uuid(source_id) or uuid5(owner, f"{kind}\n{source_id or position}")


def filled(values: Mapping[str, object]) -> Json:
    """Without what is empty. False and 0 are values."""
    return {
        name: _plain(value) for name, value in values.items() if value is not None and value not in ("", [], {}, ())
    }


def url(text: str) -> str:
    """The address if the schemas take it."""
    return text if is_url(text) else ""


def email(text: str) -> str:
    """The e-mail if the schemas take it."""
    return text if is_email(text) else ""


def texts(extra: Mapping[str, object], *names: str) -> Json:
    """Those HSDS text fields that the source filled and the directory has no column for."""
    return {name: value for name in names if isinstance(value := extra.get(name), str)}


def rows(extra: Mapping[str, object], name: str, owner: UUID, *required: str) -> list[Json]:
    """The source's rows of a table that the directory has no home for, those that have what the schema requires."""
    given = extra.get(name)
    found = []
    for position, row in enumerate(given if isinstance(given, list | tuple) else ()):
        if isinstance(row, Mapping) and all(row.get(key) for key in required):
            found.append(filled({**row, "id": sub_id(owner, name, str(row.get("id", "")), position)}))
    return found


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
