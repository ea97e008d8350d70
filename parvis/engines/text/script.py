"""Which script a text is written in, as ISO 15924 codes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

UNKNOWN = "Zyyy"  # ISO 15924: script that cannot be told (digits, punctuation)
_BY_NAME = {
    "LATIN": "Latn",
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ETHIOPIC": "Ethi",
    "BENGALI": "Beng",
    "DEVANAGARI": "Deva",
    "GURMUKHI": "Guru",
    "TAMIL": "Taml",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "MYANMAR": "Mymr",
    "KHMER": "Khmr",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "TIFINAGH": "Tfng",
    "SYRIAC": "Syrc",
    "CJK": "Hani",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "HANGUL": "Hang",
}


def script_of(text: str) -> str:
    """The script of most letters; the first met when two are even; `Zyyy` without letters."""
    counts = Counter(code for char in text if (code := _script(char)))
    return counts.most_common(1)[0][0] if counts else UNKNOWN


def scripts_of(text: str) -> frozenset[str]:
    """Every script that has a letter in the text."""
    return frozenset(code for char in text if (code := _script(char)))


@lru_cache(maxsize=8192)
def _script(char: str) -> str:
    if not char.isalpha():
        return ""
    return _BY_NAME.get(unicodedata.name(char, "").split(" ", 1)[0].split("-", 1)[0], "")
