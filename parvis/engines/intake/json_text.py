"""JSON of others: numbers without end, and texts that no store takes."""

from __future__ import annotations

import json
import re

from parvis.engines.intake.desk import Desk
from parvis.engines.intake.problems import REPAIRED, Problem

MAX_DIGITS = 18  # a longer number is a text: no table has a column for it
# Half a character (of a pair that was cut in two), and NUL: no store takes them.
_UNSTORABLE = re.compile(r"\\u(?:d[89a-f]|0000)", re.IGNORECASE)


def parse_json(text: str, *, file: str, desk: Desk) -> object:
    """The data of a text. Raises ValueError for what is no JSON, or is nested without end."""
    try:
        data = json.loads(text, parse_int=_whole)
        if not _UNSTORABLE.search(text):
            return data
        desk.problems.append(Problem(file, 0, "", "text.unstorable", REPAIRED, file))
        return _storable(data)
    except RecursionError as error:
        raise ValueError(file) from error


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _storable(value: object) -> object:
    """The same without NUL, and with a sign in the place of half a character."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return {_storable(key): _storable(item) for key, item in value.items()} if isinstance(value, dict) else value
