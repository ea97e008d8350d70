"""Typed values from a row's cells. What is not understood is noted and left in the row, so that it ends in `extra`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.values import is_email, is_url, with_scheme


def url(desk: Desk, row: Row, name: str) -> str:
    """A web address, with its scheme added when only that was missing."""
    text = row.peek(name)
    if not text:
        return ""
    mended = with_scheme(text.split()[0].rstrip(",;")) if len(text.split()) == 1 else text
    if not is_url(mended):
        desk.kept(row, name, "url.invalid", text)
        return ""
    if mended != text:
        desk.repaired(row, name, "url.scheme", text)
    row.text(name)
    return mended


def email(desk: Desk, row: Row, name: str) -> str:
    """An e-mail address."""
    text = row.peek(name).removeprefix("mailto:")
    if not text:
        return ""
    if not is_email(text):
        desk.kept(row, name, "email.invalid", text)
        return ""
    row.text(name)
    return text


def day(desk: Desk, row: Row, name: str) -> date | None:
    """An ISO date, or the date of an ISO moment."""
    text = row.peek(name)
    if not text:
        return None
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        desk.kept(row, name, "date.invalid", text)
        return None
    row.text(name)
    return found


def moment(desk: Desk, row: Row, name: str) -> datetime | None:
    """An ISO moment; without a zone it is taken as UTC, as HSDS says."""
    text = row.peek(name)
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        desk.kept(row, name, "date.invalid", text)
        return None
    row.text(name)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def age(desk: Desk, row: Row, name: str) -> int | None:
    """Whole years from 0 to 120."""
    text = row.peek(name)
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,3})(?:\.0+)?", text)
    if not match or int(match[1]) > 120:
        desk.kept(row, name, "age.invalid", text)
        return None
    row.text(name)
    return int(match[1])


def year(desk: Desk, row: Row, name: str) -> int | None:
    """A year that an organisation may be from."""
    text = row.peek(name)
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:\.0)?", text)
    if not match or not 1000 <= int(match[1]) <= 2200:
        desk.kept(row, name, "year.invalid", text)
        return None
    row.text(name)
    return int(match[1])


def degrees(row: Row, name: str) -> float | None:
    """A coordinate, left in the row: whether it is a place is decided for the pair."""
    try:
        return float(row.peek(name).replace(",", "."))
    except ValueError:
        return None


def short(desk: Desk, row: Row, name: str, limit: int = 300) -> str:
    """A one-line text; a longer one is cut at the limit and stays whole in `extra`."""
    text = " ".join(row.peek(name).split())
    if len(text) > limit:
        desk.repaired(row, name, "text.too_long", text)
        return text[: limit - 1] + "…"
    row.text(name)
    return text


def rest(row: Row, *known: str) -> dict[str, object]:
    """What nothing took, without the keys that only link rows."""
    links = {"id", "link_id", "link_entity", *known}
    return {name: value for name, value in sorted(row.values.items()) if name not in links}
