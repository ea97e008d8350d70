"""What a `Value` of the mapping makes of a row: take, split, cut out, read as a date, put into words. In this order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from parvis.engines.intake.desk import Desk
from parvis.exchange.mapped.reader.raw import Raw
from parvis.exchange.mapped.schema.check import fold_word
from parvis.exchange.mapped.schema.shapes import DROP, KEEP, Value, Values

_PLACEHOLDER = re.compile(r"{([^{}]+)}")


class Found(NamedTuple):
    """A text and, when a pattern with names cut it out, its named parts."""

    text: str
    parts: Mapping[str, str]


def texts(values: Values, raw: Raw, desk: Desk, key: str) -> list[str]:
    """Every text that these values give, in their order, none empty."""
    return [found.text for value in values for found in evaluate(value, raw, desk, key) if found.text]


def first(values: Values, raw: Raw, desk: Desk, key: str) -> str:
    """The first text that says something; the others are not looked at."""
    for value in values:
        for found in evaluate(value, raw, desk, key):
            if found.text:
                return found.text
    return ""


def evaluate(value: Value, raw: Raw, desk: Desk, key: str) -> list[Found]:
    """The texts of one value."""
    found = [Found(text, {}) for text in _taken(value, raw)]
    if value.split:
        cut = re.compile("|".join(map(re.escape, value.split)))
        found = [Found(piece, {}) for one in found for piece in (part.strip() for part in cut.split(one.text)) if piece]
    if value.patterns:
        found = [cut_out for one in found for cut_out in _cut(value, one.text, raw, desk, key)]
    if value.date:
        found = [Found(_day(value, one.text), one.parts) for one in found]
    if value.words is not None:
        found = [Found(said, one.parts) for one in found for said in _said(value, one.text, raw, desk, key)]
    return found


def _taken(value: Value, raw: Raw) -> list[str]:
    if value.constant:
        return [value.constant]
    if value.join:
        pieces = [text for column in value.join for text in raw.get(column)]
        return [value.glue.join(pieces)] if pieces else []
    if value.template:
        asked = {name: raw.get(name) for name in value.columns}
        if not all(asked.values()):
            return []
        return [_PLACEHOLDER.sub(lambda match: ", ".join(asked[match[1]]), value.template)]
    return raw.get(value.column)


def _cut(value: Value, text: str, raw: Raw, desk: Desk, key: str) -> list[Found]:
    for pattern in value.patterns:
        match = pattern.search(text)
        if match:
            parts = {name: part.strip() for name, part in match.groupdict().items() if part and part.strip()}
            whole = match[1] if pattern.groups and not pattern.groupindex else match[0]
            return [Found((whole or "").strip(), parts)]
    return _unknown(value, text, raw, desk, key, "pattern.no_match")


def _said(value: Value, text: str, raw: Raw, desk: Desk, key: str) -> list[str]:
    assert value.words is not None
    ours = value.words.get(fold_word(text))
    if ours is not None:
        return [ours]
    return [one.text for one in _unknown(value, text, raw, desk, key, "word.unknown")]


def _unknown(value: Value, text: str, raw: Raw, desk: Desk, key: str, reason: str) -> list[Found]:
    """What the mapping has no answer for."""
    if value.otherwise == KEEP:
        return [Found(text, {})]
    if value.otherwise == DROP:
        raw.keep(key, text)
        desk.kept(raw.row, key, reason, text)
    return []


def _day(value: Value, text: str) -> str:
    """ISO, or the text as it is: then whoever wants a day tells that it is none."""
    try:
        return f"{datetime.strptime(text.strip(), value.date):%Y-%m-%d}"  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return text
