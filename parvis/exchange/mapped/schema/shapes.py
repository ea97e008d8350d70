"""A mapping as the reader takes it: checked, with its patterns compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

KEEP, DROP, IGNORE = "keep", "drop", "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """How one field gets its texts: taken from a column, columns joined, a template or a constant; then split, cut out by a
    pattern, read as a date, put into our words. What `patterns` or `words` do not know is kept as it is, dropped and told, or
    ignored (`otherwise`).
    """

    column: str = ""
    join: tuple[str, ...] = ()
    glue: str = " "
    template: str = ""
    constant: str = ""
    split: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    date: str = ""
    words: Mapping[str, str] | None = None
    otherwise: str = KEEP

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it reads."""
        named = tuple(re.findall(r"{([^{}]+)}", self.template))
        return tuple(name for name in (self.column, *self.join, *named) if name)


Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One way for a value to open the door: it is a value of this fact."""

    fact: str
    words: Mapping[str, str]
    op: str = "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMap:
    """A list of admitted values in one cell, as a rule of `engines.eligibility`. A value that no alternative knows means that
    nothing can be said surely: then there is no rule, and the text alone tells.
    """

    value: Value
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One record that every row of a file makes. `fields` by their names in `directory.incoming`; `groups` are lists of parts
    (phones, contacts, terms), each part a map of fields; `translations` by language, then field.
    """

    kind: str  # organisation, service or place
    line: int
    fields: Mapping[str, Values]
    groups: Mapping[str, tuple[Mapping[str, Values], ...]] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, Values]] = field(default_factory=dict)
    rules: tuple[RuleMap, ...] = ()

    def columns(self) -> set[str]:
        """Every column it reads."""
        every = [*self.fields.values(), *(v for parts in self.groups.values() for part in parts for v in part.values())]
        every += [values for of_language in self.translations.values() for values in of_language.values()]
        every += [(rule.value,) for rule in self.rules]
        return {column for values in every for value in values for column in value.columns}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMap:
    """What one file of the source holds. `file` is a name with `*` and `?`; `items` the path to the list in JSON."""

    file: str
    items: str = ""
    delimiter: str = ""
    optional: bool = False
    skip: Values = ()
    ignore: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    def section(self, kind: str) -> Section | None:
        """The section of this kind."""
        return next((one for one in self.sections if one.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedMap:
    """A whole mapping file."""

    name: str
    language: str
    region: str
    title: str = ""
    licence: str = ""
    link: str = ""
    bounds: tuple[float, ...] = ()  # south, west, north, east
    files: tuple[FileMap, ...] = ()
