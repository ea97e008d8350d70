"""Repairs that any cell may need: mojibake, HTML, `\\n` written out, markers of the program that exported it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from parvis.engines.intake.desk import Desk, Row
from parvis.engines.intake.markup import without_markup
from parvis.engines.intake.mojibake import repair as repair_mojibake

_MARKER = re.compile(
    r"#{2,3}([A-Z]{2,6})#{2,3}|(?<![A-Z#])([A-Z]{2,6})###"
)  # area codes of the exporting program ("MON": Monroe County)
_ESCAPES = {"\\n": "\n", "\\r": "", "\\t": " "}
_ESCAPE = re.compile(r"\\[nrt]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
_SUSPECT = re.compile(r"[\\<&]|###")
MAX_FIELD = 1_000_000  # characters: a quote that never closes swallows the rest of a file


@dataclass(frozen=True, slots=True)
class Mender:
    """Repairs cells of one source, whose texts may be squeezed mojibake."""

    desk: Desk
    squeezed: bool = False

    def cell(self, row: Row, name: str, value: str) -> str:
        """The cell as text, every change noted."""
        text = value.replace("\r\n", "\n").strip()
        if not text or (text.isascii() and text.isprintable() and not _SUSPECT.search(text)):
            return text
        steps: tuple[tuple[str, Callable[[str], str]], ...] = (
            ("text.mojibake", lambda t: repair_mojibake(t, squeezed=self.squeezed)),
            ("text.escapes", lambda t: _ESCAPE.sub(lambda m: _ESCAPES[m[0]], t)),
            ("text.html", without_markup),
            ("text.markers", lambda t: self._markers(row, t)),
            ("text.control", lambda t: _CONTROL.sub("", t)),
        )
        for reason, change in steps:
            changed = change(text)
            if changed != text:
                self.desk.repaired(row, name, reason, text)
                text = changed
        return re.sub(r"\n{3,}", "\n\n", text).strip()

    def row(self, row: Row) -> None:
        """Mend every text of the row in place; blanks go."""
        mended: dict[str, object] = {}
        cells, row.values = row.values, mended
        for name, value in cells.items():
            result = self.cell(row, name, value) if isinstance(value, str) else value
            if result not in ("", None, [], {}):
                mended[name] = result

    @staticmethod
    def _markers(row: Row, text: str) -> str:
        """Markers leave the text and stay with the record, in `extra["markers"]`."""
        found = [one or two for one, two in _MARKER.findall(text)]
        if found:
            before = row.values.get("markers")
            row.values["markers"] = sorted({*(before if isinstance(before, list) else []), *found})
        return _MARKER.sub("", text)
