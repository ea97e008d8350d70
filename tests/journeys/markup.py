"""A page as a tree of elements, read by the standard library alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "title"}
INLINE = {"a", "abbr", "b", "bdi", "em", "i", "q", "small", "span", "strong", "sub", "sup", "svg", "time", "use"}
BLOCKS = {"li", "article", "section", "fieldset", "tr"}


ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def plain(words: str) -> str:
    """Words with single spaces, and without the signs that keep a name in its own direction."""
    return " ".join(words.translate(ISOLATES).split())


@dataclass(eq=False)
class Element:
    """A tag with its attributes and what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        return name in self.attributes

    def every(self, *tags: str) -> Iterator[Element]:
        """Every element below it with one of these tags, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.every(*tags)

    def ancestors(self) -> Iterator[Element]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def text(self) -> str:
        """What is read aloud: all text, hidden words for screen readers among it."""
        return plain(self.raw)

    @property
    def raw(self) -> str:
        """The text as it stands, line breaks kept."""
        return "".join(
            child if isinstance(child, str) else child.raw if child.tag in INLINE else f" {child.raw} "
            for child in self.children
            if isinstance(child, str) or child.tag not in SILENT
        )

    def stands_near(self, words: str) -> bool:
        """Whether the nearest part of the page around it holds these words."""
        block = next((one for one in self.ancestors() if one.tag in BLOCKS), None)
        return block is not None and plain(words) in block.text


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#page")
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(made)
        if tag not in VOID:
            self.here = made

    def handle_endtag(self, tag: str) -> None:
        open_ones = [self.here, *self.here.ancestors()]
        found = next((one for one in open_ones if one.tag == tag), None)
        if found is not None and found.parent is not None:
            self.here = found.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read(html: str) -> Element:
    """The tree of a page."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
