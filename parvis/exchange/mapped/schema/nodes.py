"""YAML with its lines, so that what is wrong in a mapping can be said with key and line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from parvis.exchange.mapped.errors import MappingInvalid

MOST_NODES = 20_000  # aliases of aliases would otherwise grow without end
MOST_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list or a map of a mapping file, with the line it begins in and the key it stands under."""

    file: str
    key: str
    line: int
    text: str | None = None
    items: tuple[Node, ...] | None = None
    entries: dict[str, Node] | None = field(default=None)

    def wrong(self, why: str, key: str = "", **params: object) -> MappingInvalid:
        """The error to raise for this node."""
        return MappingInvalid(f"mapped.{why}", file=self.file, line=self.line, key=key or self.key, **params)

    def as_map(self, known: Iterable[str], required: Iterable[str] = ()) -> dict[str, Node]:
        """The entries of a map that has no other keys than the known ones."""
        if self.entries is None:
            raise self.wrong("not_a_map")
        names = tuple(known)
        for key, node in self.entries.items():
            if key not in names:
                raise node.wrong("key_unknown", known=", ".join(names))
        for key in required:
            if key not in self.entries:
                raise self.wrong("key_missing", key)
        return self.entries

    def as_pairs(self) -> dict[str, str]:
        """A map from texts to texts, whatever its keys."""
        if self.entries is None:
            raise self.wrong("not_a_map")
        return {key: node.as_text(empty=True) for key, node in self.entries.items()}

    def as_text(self, *, empty: bool = False) -> str:
        """A single text."""
        if self.text is None or not (self.text or empty):
            raise self.wrong("not_a_text")
        return self.text

    def as_list(self) -> tuple[Node, ...]:
        """The items of a list; a single thing is a list of one."""
        return self.items if self.items is not None else (self,)

    def as_texts(self) -> tuple[str, ...]:
        """A text or a list of texts."""
        return tuple(item.as_text() for item in self.as_list())

    def as_flag(self) -> bool:
        """true or false."""
        if self.text not in {"true", "false"}:
            raise self.wrong("not_yes_or_no")
        return self.text == "true"

    def as_choice(self, choices: Iterable[str]) -> str:
        """One of these texts."""
        among = tuple(choices)
        if self.text not in among:
            raise self.wrong("not_one_of", value=self.text or "", choices=", ".join(among))
        return self.text

    def as_numbers(self, count: int) -> tuple[float, ...]:
        """So many numbers."""
        try:
            found = tuple(float(item.as_text()) for item in self.as_list())
        except ValueError:
            raise self.wrong("not_numbers", count=count) from None
        if len(found) != count:
            raise self.wrong("not_numbers", count=count)
        return found

    def as_pattern(self) -> re.Pattern[str]:
        """A regular expression."""
        try:
            return re.compile(self.as_text())
        except re.error as error:
            raise self.wrong("not_a_pattern", value=str(error)) from None


def parse(text: str, *, file: str) -> Node:
    """The whole file as a node. Raises `MappingInvalid` for what is no YAML."""
    if len(text) > MOST_BYTES:
        raise MappingInvalid("mapped.too_large", file=file, line=1, key="")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise MappingInvalid("mapped.not_yaml", file=file, line=mark.line + 1 if mark else 1, key="") from None
    if root is None:
        raise MappingInvalid("mapped.not_yaml", file=file, line=1, key="")
    return _Builder(file).build(root, key="")


class _Builder:
    def __init__(self, file: str) -> None:
        self._file = file
        self._built = 0

    def build(self, node: yaml.Node, *, key: str) -> Node:
        self._built += 1
        line = node.start_mark.line + 1
        if self._built > MOST_NODES:
            raise MappingInvalid("mapped.too_large", file=self._file, line=line, key=key)
        if isinstance(node, yaml.ScalarNode):
            text = "" if node.tag.endswith(":null") else str(node.value)
            return Node(self._file, key, line, text=text.lower() if node.tag.endswith(":bool") else text)
        if isinstance(node, yaml.SequenceNode):
            return Node(self._file, key, line, items=tuple(self.build(item, key=key) for item in node.value))
        entries: dict[str, Node] = {}
        for name, value in node.value:
            found = str(name.value) if isinstance(name, yaml.ScalarNode) else ""
            if found in entries or not isinstance(name, yaml.ScalarNode):
                raise MappingInvalid("mapped.key_twice", file=self._file, line=name.start_mark.line + 1, key=found)
            built = self.build(value, key=found)
            entries[found] = Node(
                self._file, found, name.start_mark.line + 1, built.text, built.items, built.entries
            )  # the line of the key is the one that a reader looks for
        return Node(self._file, key, line, entries=entries)
