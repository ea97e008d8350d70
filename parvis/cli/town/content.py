"""The data files of the demo, read once. Dates in them count from today."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from parvis.directory.incoming import TranslationIn

SOURCE = "demo"
LANGUAGE = "fr"
# libyaml reads the same ten times as fast, where it is there.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=64)
def read(name: str) -> dict[str, Any]:
    """One file of the folder, by name without ending."""
    path = Path(settings.PARVIS_DEMO_FOLDER) / f"{name}.yaml"
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER))  # noqa: S506 - one of the safe loaders


def files(folder: str) -> list[str]:
    """The files of one folder: services by topic, offers and their history by kind, cases."""
    return sorted(f"{folder}/{path.stem}" for path in (Path(settings.PARVIS_DEMO_FOLDER) / folder).glob("*.yaml"))


def service_files() -> list[str]:
    """The service files, one a topic."""
    return files("services")


def everybody(kind: str) -> list[dict[str, Any]]:
    """All `persons` or `hosts`: those with a story of their own, and those who take part."""
    return [*read("people")[kind], *read("participants")[kind]]


def said(texts: object) -> str:
    """The host language's text; a list becomes one line an item."""
    return _plain(texts.get(LANGUAGE, "")) if isinstance(texts, Mapping) else _plain(texts)


def translations(fields: Mapping[str, object], *, read_by_native: bool) -> tuple[TranslationIn, ...]:
    """Every other language of these fields."""
    return tuple(
        TranslationIn(field=field, language=language, text=_plain(text), read_by_native=read_by_native)
        for field, texts in fields.items()
        if isinstance(texts, Mapping)
        for language, text in texts.items()
        if language != LANGUAGE and text
    )


def _plain(text: object) -> str:
    if isinstance(text, list):
        return "\n".join(str(line) for line in text)
    return str(text or "")
