"""HTML pasted into a field, as the plain lines that were meant. A link keeps its address in brackets."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_TAGS = (
    "a|abbr|address|article|b|big|blockquote|br|center|code|dd|div|dl|dt|em|font|footer|h[1-6]|header|hr|i|img|li|main|nav|o:p|ol|p|"
    "pre|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}\d?|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_LINES = frozenset({"address", "article", "blockquote", "br", "dd", "div", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
                    "ol", "p", "pre", "section", "table", "tr", "ul"})  # fmt: skip
_BEFORE_ONLY = frozenset({"br", "dd", "dt", "hr", "li", "tr"})
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style"})
_ROUNDS = 4  # markup that was escaped, and escaped again


def without_markup(text: str) -> str:
    """The text a reader would have seen. What only looks like markup ("ages <18", "R&D") stays; doing it again changes nothing."""
    for _ in range(_ROUNDS):
        plain = _plain(text) if _TAG.search(text) else _unescaped(text)
        if plain == text:
            break
        text = plain
    return text


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda match: unescape(match[0]), text).replace("\xa0", " ") if "&" in text else text


def _plain(text: str) -> str:
    parser = _Lines()
    parser.feed(text)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Lines(HTMLParser):
    """Words with a line end wherever a browser would make one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not re.fullmatch(_TAGS, tag):
            self.pieces.append(self.get_starttag_text() or "")
            return
        self._silent += tag in _SILENT
        if tag in _LINES:
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.pieces.append(" ")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.pieces)))

    def handle_endtag(self, tag: str) -> None:
        if not re.fullmatch(_TAGS, tag):
            self.pieces.append(f"</{tag}>")
            return
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _LINES - _BEFORE_ONLY:
            self.pieces.append("\n")
        elif tag == "a" and self._links:
            href, start = self._links.pop()
            said = "".join(self.pieces[start:])
            if href.startswith(("http://", "https://")) and href not in said:
                self.pieces.append(f" ({href})")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data.replace("\n", " "))
