"""Languages spoken, from free text to codes: CLDR's names in English, French and Spanish, and autonyms; and a few names that
services use otherwise than CLDR does."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from parvis.engines.text import fold

ALIASES = {
    "creole": "ht",  # in Florida and the French Antilles' diaspora
    "haitian creole": "ht",
    "haitian-creole": "ht",
    "kreyol": "ht",
    "mandarin": "zh",
    "mandarin chinese": "zh",
    "cantonese": "yue",
    "farsi": "fa",
    "dari": "prs",
    "tagalog": "tl",
    "flemish": "nl",
    "castilian": "es",
    "sign language": "sgn",
    "american sign language": "ase",
    "asl": "ase",
    "langue des signes francaise": "fsl",
    "lsf": "fsl",
    "british sign language": "bfi",
    "bsl": "bfi",
    "kurmanji": "kmr",
    "sorani": "ckb",
    "berber": "ber",
    "hmong": "hmn",
}
# Looked for inside a longer text. Only well-known names: "Even", "Dan" and "Fang" are languages too.
WITHIN = (
    "English", "Spanish", "French", "Creole", "Portuguese", "Arabic", "Russian", "Hebrew", "Italian", "German", "Chinese",
    "Mandarin", "Cantonese", "Japanese", "Korean", "Vietnamese", "Tagalog", "Hindi", "Urdu", "Bengali", "Polish", "Romanian",
    "Greek", "Yiddish", "Turkish", "Persian", "Farsi", "Dari", "Pashto", "Somali", "Tigrinya", "Amharic", "Swahili", "Ukrainian",
    "Albanian", "Serbian", "Dutch", "Kurdish", "Punjabi", "Tamil", "Sign Language",
)  # fmt: skip
_SPLIT = re.compile(r"\s*(?:[,;/&\n]|\band\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_WITHIN = re.compile(rf"\b({'|'.join(WITHIN)})\b", re.IGNORECASE)


class Spoken(NamedTuple):
    """`code` is "" when nobody knows; `note` is the condition that came with the language."""

    code: str
    name: str
    note: str = ""


def recognise(text: str) -> list[Spoken]:
    """The languages of a free text. A text of which a part is not understood stays whole as the note of each."""
    plain = text.strip().rstrip(".")
    exact = _named(plain)
    if exact:
        return [Spoken(exact, plain)]
    match = re.fullmatch(r"([^()]+?)\s*\(([^()]*)\)", plain)
    if match and (code := _named(match[1])):
        return [Spoken(code, match[1], match[2])]
    pieces = [piece for piece in _SPLIT.split(plain) if piece]
    codes = [_named(piece) for piece in pieces]
    if len(pieces) > 1 and all(codes):
        return [Spoken(code, piece) for code, piece in zip(codes, pieces, strict=True)]
    within = dict.fromkeys(_named(name) for name in _WITHIN.findall(plain))
    return [Spoken(code, text, text) for code in within if code] or [Spoken("", text)]


def code_of(tag: str) -> str:
    """A language tag in its shortest form ("eng" gives "en"); "" for what is none."""
    base = tag.strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", base):
        return ""
    first, _, more = base.partition("-")
    aliases = get_global("language_aliases")
    code = str(aliases.get(first.lower(), first.lower()))
    if code not in _codes():
        return ""
    return f"{code}-{more}" if more else code


def _named(name: str) -> str:
    return _names().get(" ".join(fold(name).split()), "")


@cache
def _codes() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").languages) | {
        "prs",
        "ase",
        "fsl",
        "bfi",
        "kmr",
        "ckb",
        "sgn",
        "ber",
    }


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for reader in ("es", "fr", "en"):  # English last: it wins where names are the same
        names |= {fold(str(name)): str(code) for code, name in Locale(reader).languages.items() if "_" not in str(code)}
    for code in (
        "ar",
        "fa",
        "uk",
        "ru",
        "tr",
        "pt",
        "es",
        "fr",
        "de",
        "so",
        "am",
        "ti",
        "ps",
        "ur",
        "bn",
        "zh",
        "vi",
        "pl",
        "ro",
    ):
        try:
            names.setdefault(fold(Locale(code).languages[code]), code)
        except (UnknownLocaleError, KeyError):
            continue
    return names | ALIASES
