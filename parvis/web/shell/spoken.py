"""Languages to choose from, as the reader names them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from parvis.kernel import languages

# Languages that newcomers speak in the towns that began with Parvis; any other one is written under "another".
SPOKEN = [
    "am",
    "ar",
    "bg",
    "bm",
    "bn",
    "ckb",
    "de",
    "el",
    "en",
    "es",
    "fa",
    "ff",
    "fr",
    "hi",
    "ht",
    "hy",
    "it",
    "ka",
    "ku",
    "ln",
    "mg",
    "my",
    "ne",
    "om",
    "pa",
    "pl",
    "prs",
    "ps",
    "pt",
    "ro",
    "rom",
    "ru",
    "sk",
    "so",
    "sq",
    "sr",
    "sw",
    "ta",
    "ti",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "wo",
    "yo",
    "zh",
]


@lru_cache(maxsize=32)
def _spoken(reader: str) -> list[tuple[str, str]]:
    named = [(code, languages.name_in(code, reader), languages.autonym(code)) for code in SPOKEN]
    named.sort(key=lambda one: one[1].casefold())
    return [(code, f"{name} · {own}" if name.casefold() != own.casefold() else name) for code, name, own in named]


def spoken_languages(first: str = "") -> list[tuple[str, str]]:
    """Languages as the reader names them, each with its own name; an empty first line when there is one to say."""
    listed = _spoken(get_language() or "fr")
    return [("", str(first)), *listed] if first else list(listed)


def language_choices(first: object = "") -> Any:
    """`spoken_languages`, asked again for each reader."""
    return lambda: spoken_languages(str(first))
