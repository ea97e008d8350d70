"""The fields of one record as texts, and typed values out of them. What is not understood stays and ends in `extra`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from parvis.engines.intake import fields
from parvis.engines.intake.desk import Desk, Row
from parvis.exchange.mapped.reader.evaluate import first, texts
from parvis.exchange.mapped.reader.raw import Raw
from parvis.exchange.mapped.schema import keys
from parvis.exchange.mapped.schema.shapes import Section, Values

YES = frozenset({"true", "yes", "y", "1", "x", "oui", "si", "sí", "vrai", "نعم"})
NO = frozenset({"false", "no", "n", "0", "non", "faux", "لا"})
# Fields that have a builder of their own, or are only for finding the owner.
_APART = frozenset({"id", "organisation", "service", "hours", "languages", "documents", "areas", "topics", "latitude", "longitude",
                    "accessibility", "access", "confidential"})  # fmt: skip


class Made:
    """One section of the mapping, made of one row."""

    def __init__(self, section: Section, raw: Raw, desk: Desk) -> None:
        self.section, self.raw, self.desk = section, raw, desk
        self.row = Row(section.kind, raw.row.file, raw.row.line, {})

    def first(self, key: str) -> str:
        """A field's first text on one line."""
        return " ".join(first(self.section.fields.get(key, ()), self.raw, self.desk, key).split())

    def every(self, key: str) -> list[str]:
        """All texts of a field, each once."""
        found = texts(self.section.fields.get(key, ()), self.raw, self.desk, key)
        return list(dict.fromkeys(text.strip() for text in found if text.strip()))

    def part(self, values: Mapping[str, Values], key: str) -> str:
        """A field of a part, such as the number of a phone, on one line."""
        return " ".join(first(values.get(key, ()), self.raw, self.desk, key).split())

    def simple(self) -> dict[str, Any]:
        """Every plain field of the section that says something, typed, by its name in `directory.incoming`."""
        kinds = keys.FIELDS[self.section.kind]
        found: dict[str, Any] = {}
        for key in self.section.fields:
            if key not in _APART:
                value = self._typed(key, kinds[key])
                if value not in ("", None):
                    found[key] = value
        if found.get("alternate_name") == found.get("name"):
            found.pop("alternate_name", None)
        return found

    def flag(self, key: str) -> bool:
        """Whether a field says yes; another word is told and kept."""
        text = self.first(key).casefold()
        if text and text not in YES and text not in NO:
            self.row.values[key] = text
            self.desk.kept(self.raw.row, key, "flag.unknown", text)
        return text in YES

    def rest(self) -> dict[str, object]:
        """What was given for a field and could not be read."""
        return {f"not_read.{key}": value for key, value in sorted(self.row.values.items())}

    def _typed(self, key: str, kind: str) -> object:
        if kind == "text":
            return "\n".join(self.every(key))
        if kind == "flag":
            return self.flag(key) or None
        text = self.first(key)
        if kind in keys.CODES:
            return self._code(key, kind, text)
        self.row.values[key] = text
        found = self._read(key, kind)
        if not text or found not in ("", None):
            self.row.values.pop(key, None)
        return found

    def _read(self, key: str, kind: str) -> object:
        desk, row = self.desk, self.row
        if kind == "line":
            return fields.short(desk, row, key)
        reader = {
            "url": fields.url, "email": fields.email, "day": fields.day, "moment": fields.moment, "age": fields.age,
            "year": fields.year,
        }[kind]  # fmt: skip
        return reader(desk, row, key)

    def _code(self, key: str, kind: str, text: str) -> str:
        if not text or text in keys.CODES[kind]:
            return text
        self.row.values[key] = text
        self.desk.kept(self.raw.row, key, "code.unknown", text)
        return ""


def known(codes: Iterable[str], among: Iterable[str]) -> list[str]:
    """Those of the codes that are ours."""
    ours = set(among)
    return [code for code in codes if code in ours]
