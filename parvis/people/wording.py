"""The privacy notices and the consent texts: data files by version and language, in `texts/`.

A language that is not there gets the source text, said to be what it is; an interpreter says it aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from parvis.kernel.languages import base
from parvis.people.choices import PartKind

SOURCE = "fr"
NEWCOMERS, HOSTS = "notice", "notice_host"
_FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Notice:
    """The privacy notice to read aloud or show."""

    version: str
    language: str
    paragraphs: tuple[str, ...]
    unread_by_native: bool


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What one consent says: to whom, for what, which fields in words, how to take it back."""

    version: str
    language: str
    paragraphs: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]  # (code, words)
    withdraw: str
    unread_by_native: bool

    @property
    def text(self) -> str:
        """The paragraphs in one."""
        return "\n".join(self.paragraphs)


def notice_for(part: str) -> str:
    """Which of the two notices somebody in this part is given: what is kept of a host is less, and for something else."""
    return NEWCOMERS if part == PartKind.NEWCOMER else HOSTS


def notice_in(language: str, *, controller: str, version: str | None = None, kind: str = NEWCOMERS) -> Notice:
    """The notice in a language, as of its newest version unless one is named."""
    version = version or newest(kind)
    language, text = _in_language(kind, version, language)
    paragraphs = tuple(_fill(one, controller=controller or text["controller"]) for one in text["paragraphs"])
    return Notice(version, language, paragraphs, not text["read_by_native"])


def consent_in(
    language: str, purpose: str, *, fields: Iterable[str], version: str | None = None, **words: str
) -> ConsentText:
    """The text of a consent; `words` fill its places (`recipient`, `controller`, `until`)."""
    version = version or newest("consent")
    language, text = _in_language("consent", version, language)
    words["controller"] = words.get("controller") or text["controller"]
    return ConsentText(
        version=version,
        language=language,
        paragraphs=tuple(_fill(one, **words) for one in text["purposes"][purpose]),
        fields=tuple((code, text["fields"][code]) for code in fields),
        withdraw=text["withdraw"],
        unread_by_native=not text["read_by_native"],
    )


def told_in(language: str) -> str:
    """The language in which the text of a consent is told to who reads this one: its own, else the source's."""
    return _in_language("consent", newest("consent"), language)[0]


def newest(kind: str) -> str:
    """The version in use of `notice`, `notice_host` or `consent`."""
    return list(_texts(kind))[-1]


def is_known(kind: str, version: str, *, purpose: str = "") -> bool:
    """Whether there ever was such a version, and where a purpose is named, whether it speaks of it."""
    text = _texts(kind).get(version)
    return text is not None and (not purpose or purpose in text[SOURCE]["purposes"])


def versions(kind: str) -> list[str]:
    """Every version there ever was, the newest last."""
    return list(_texts(kind))


def languages(kind: str) -> list[str]:
    """The languages the newest version is written in."""
    return list(_texts(kind)[newest(kind)])


@lru_cache(maxsize=4)
def _texts(kind: str) -> Mapping[str, Mapping[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.safe_load((_FOLDER / f"{kind}.yaml").read_text(encoding="utf-8"))
    for version, text in loaded.items():
        if before := text.pop("after", ""):
            loaded[version] = _over(loaded[before], text)
    return loaded


def _over(before: Mapping[str, Any], text: Mapping[str, Any]) -> dict[str, Any]:
    """A version that says only what it adds or says otherwise, laid over the one it comes after."""
    nested = {key: _over(before[key], said) for key, said in text.items() if isinstance(said, dict) and key in before}
    return {**before, **text, **nested}


def _in_language(kind: str, version: str, language: str) -> tuple[str, Mapping[str, Any]]:
    texts = _texts(kind)[version]
    found = next((code for code in (language, base(language)) if code in texts), SOURCE)
    return found, texts[found]


def _fill(sentence: str, **words: str) -> str:
    """Put the words in their places; not `str.format`, so that a brace in a name stays a brace."""
    for place, word in words.items():
        sentence = sentence.replace("{" + place + "}", word)
    return sentence
