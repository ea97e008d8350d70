"""The texts of the house to agree on: data files in `agreement_texts/`, one a kind of agreement, in several languages.

A file has a version, a title, the roles of its parties (required or optional), blanks to fill, and clauses with the roles they bind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import yaml
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from parvis.engagement.agreement_choices import TextOrigin
from parvis.kernel.languages import base

SOURCE = "fr"
_FOLDER = Path(__file__).parent / "agreement_texts"
_LOCALES = {"en": "en_GB", "prs": "fa"}
# Around what is put into a sentence, so that a Latin name does not turn an Arabic line around (Unicode's isolates).
_FIRST_STRONG, _POP = "\u2068", "\u2069"
# What stands where money would, when none is given: a nought with two decimals reads as something forgotten.
_NOTHING = {"fr": "rien", "en": "nothing", "es": "nada", "ar": "لا شيء"}
_PLACE = re.compile(r"{(\w+)}")
SHORTEST = 3  # a shorter name is too easily a word
_MARK = re.compile(r"{p(\d{1,3})}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to fill: `number` with its limits, `money`, or `text`. `usual` is offered first."""

    name: str
    kind: str
    least: int = 0
    most: int = 0
    usual: int | None = None


@dataclass(frozen=True, slots=True)
class TemplateClause:
    """A clause: whom it binds, by role, and its words by language."""

    key: str
    binds: tuple[str, ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """One text of the house. `roles` says of each whether somebody must stand in it."""

    code: str
    version: str
    titles: Mapping[str, str]
    read_by_native: Mapping[str, bool]
    roles: Mapping[str, bool]
    blanks: tuple[Blank, ...]
    clauses: tuple[TemplateClause, ...]

    def said_in(self, language: str) -> str:
        """The language of the file that serves this one; empty when there is none."""
        return next((code for code in (language, base(language)) if code in self.titles), "")


@dataclass(frozen=True, slots=True)
class Said:
    """A text in one language, empty where the file has none, and how far to trust it."""

    words: str
    origin: str
    unread: bool


@lru_cache(maxsize=1)
def templates() -> Mapping[str, Template]:
    """Every text of the house by its code, in the order of their names."""
    return {path.stem: _read(path) for path in sorted(_FOLDER.glob("*.yaml"))}


def title(template: Template, language: str) -> Said:
    """Its title in a language."""
    return _said(template, language, template.titles)


def clauses_for(template: Template, roles: Collection[str], *, two_languages: bool = True) -> list[TemplateClause]:
    """The clauses that bind at least one of the roles that are filled; what is said of two languages, where there are two."""
    kept = [clause for clause in template.clauses if set(clause.binds) & set(roles)]
    return [clause for clause in kept if two_languages or clause.key != "languages"]


def clause_in(
    template: Template,
    clause: TemplateClause,
    language: str,
    names: Mapping[str, Sequence[str]],
    blanks: Mapping[str, object],
) -> Said:
    """A clause with what stands for each party (`mark`) by role, and blanks, in their places, as that language writes them."""
    said = _said(template, language, clause.words)
    locale = _LOCALES.get(base(language), base(language)) if said.words else SOURCE
    places = {role: format_list(list(marks), locale=locale) for role, marks in names.items()}
    places |= {blank.name: _written(blank, blanks.get(blank.name), locale) for blank in template.blanks}
    # In one pass: what fills a place is never searched for places of its own.
    words = _PLACE.sub(lambda found: places.get(found[1], found[0]), said.words)
    return Said(words, said.origin, said.unread)


def mark(number: int) -> str:
    """What stands for a party in a stored text: its name is kept once, beside the text, and can be erased there."""
    return f"{{p{number}}}"


def with_names(text: str, names: Mapping[int, str]) -> str:
    """A stored text with the names of the parties; one that was erased is three dots."""
    return _MARK.sub(lambda found: isolated(names.get(int(found[1]), "") or "…"), text)


def with_marks(text: str, names: Iterable[tuple[int, str]]) -> str:
    """What somebody wrote, with a mark wherever it names a party in any of her names: the longest first, in isolates or bare."""
    for number, name in sorted(names, key=lambda one: -len(one[1])):
        text = text.replace(isolated(name), mark(number)) if name else text
        if len(name) >= SHORTEST:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", mark(number), text)
    return text


def isolated(text: str) -> str:
    """Text that keeps its own direction inside a sentence."""
    return f"{_FIRST_STRONG}{text}{_POP}"


def _said(template: Template, language: str, words: Mapping[str, str]) -> Said:
    code = template.said_in(language)
    origin = TextOrigin.SOURCE if code == SOURCE else TextOrigin.HUMAN
    return Said(words.get(code, ""), origin, not template.read_by_native.get(code, False))


def _written(blank: Blank, value: object, locale: str) -> str:
    if value is None or value == "":
        return "…"
    if blank.kind == "number":
        return format_decimal(int(str(value)), locale=locale)
    if blank.kind == "money":
        amount, currency = cast("tuple[int, str]", value)
        if not amount and locale[:2] in _NOTHING:
            return _NOTHING[locale[:2]]
        return isolated(format_currency(amount, currency, locale=locale))
    return isolated(str(value))


def _read(path: Path) -> Template:
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Template(
        code=path.stem,
        version=said["version"],
        titles=said["title"],
        read_by_native=said["read_by_native"],
        roles={role: need == "required" for role, need in said["parties"].items()},
        blanks=tuple(Blank(name=name, **facts) for name, facts in said["blanks"].items()),
        clauses=tuple(
            TemplateClause(
                key=row["key"],
                binds=tuple(row["binds"]),
                words={name: words for name, words in row.items() if name not in {"key", "binds"}},
            )
            for row in said["clauses"]
        ),
    )
