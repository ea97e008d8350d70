from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from parvis.engines.text import tokens

FOLDER = Path(__file__).parent
LANGUAGES = ("fr", "en", "es", "ar", "ar-Latn")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A need. `find` marks texts that answer it, `say` is what people write; both folded. (In the files,
    `find` stands for both, `answers` marks texts only.) `urgent`: what is said first."""

    code: str
    topics: tuple[str, ...]
    labels: Mapping[str, str]
    find: frozenset[Phrase]
    say: frozenset[Phrase]
    urgent: str = ""
    broad: bool = False  # the whole topic answers it

    def label(self, language: str) -> str:
        """The label in the reader's language, else in English."""
        return self.labels.get(language) or self.labels["en"]


@functools.cache
def concepts() -> Mapping[str, Concept]:
    """Every concept of the data files, by code."""
    found: dict[str, Concept] = {}
    for path in sorted(FOLDER.glob("needs_*.yaml")):
        for code, row in yaml.safe_load(path.read_text(encoding="utf-8"))["concepts"].items():
            if code in found:
                raise ValueError(f"concept {code} stands twice")
            found[code] = _concept(code, row)
    return found


def _concept(code: str, row: Mapping[str, object]) -> Concept:
    labels: Mapping[str, str] = row["label"]  # type: ignore[assignment]
    find = _phrases(str(row.get("find", ""))).union(*(_phrases(label) for label in labels.values()))
    said = frozenset[Phrase]().union(*(_phrases(str(row.get(language, ""))) for language in LANGUAGES))
    return Concept(
        code=code,
        topics=tuple(row["topics"]),  # type: ignore[arg-type]
        labels=labels,
        find=find | _phrases(str(row.get("answers", ""))),
        say=said | find,
        urgent=str(row.get("urgent", "")),
        broad=bool(row.get("broad")),
    )


def _phrases(text: str) -> frozenset[Phrase]:
    return frozenset(phrase for part in text.replace("،", ",").split(",") if (phrase := tuple(tokens(part))))
