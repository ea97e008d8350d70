"""A name in Latin letters as a foreign desk would have heard it: the letters of each script that `anyascii` alone gets wrong come first.

Arabic script is romanised letter by letter without its short vowels; Persian letters, Ge'ez ejectives and Cyrillic soft signs have
several Latin habits each, which `sounds` takes for one another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from parvis.engines.text import fold, script_of

# What folding would take away: accents that change a consonant, letters of Cyrillic alphabets beside the Russian one. Apostrophes go.
_FIRST = str.maketrans(
    {
        "š": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ž": "zh", "đ": "dj", "ć": "ch", "ə": "a", "ı": "i",
        **dict.fromkeys("ʿʾʼ’‘'`´ʹʺ", ""),
        "ё": "йо", "ї": "йи", "є": "йе", "ґ": "г", "ў": "у", "ү": "у", "ұ": "у", "ө": "о", "ә": "а", "қ": "к", "ң": "н", "ғ": "г",
        "ҳ": "х", "ҷ": "дж", "ӣ": "и", "ӯ": "у", "ъ": "", "ь": "",
    }
)  # fmt: skip
# Letters of Arabic script by their most usual sound in names; after folding, which makes Persian yeh and kaf Arabic ones.
_ARABIC = str.maketrans(
    {
        "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
        "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "dh", "ط": "t", "ظ": "dh", "ع": "", "غ": "gh",
        "ف": "f", "ڤ": "v", "ڥ": "v", "ق": "q", "ڨ": "g", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w",
        "ي": "y", "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n", "ګ": "g", "ځ": "z", "څ": "ts", "ښ": "sh", "ږ": "zh",
    }
)  # fmt: skip
# A letter h behind these would be read as one sound with them: sh, kh, dh.
_H_BEHIND = re.compile(r"(?<=[سصتطدكزجقپ])[هح]")
_NOT_LETTERS = re.compile(r"[^a-z0-9]")
_UNVOWELLED = frozenset({"Arab", "Hebr", "Syrc"})


def before_folding(name: str) -> str:
    """Small letters, with what folding would lose written out."""
    return name.lower().translate(_FIRST)


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """Small Latin letters and digits of one word, nothing else."""
    if not word.isascii():
        word = anyascii(_H_BEHIND.sub("", fold(word)).translate(_ARABIC)).lower()
    return _NOT_LETTERS.sub("", word)


@lru_cache(maxsize=65536)
def unvowelled(word: str) -> bool:
    """Whether its script leaves out the short vowels."""
    return not word.isascii() and script_of(word) in _UNVOWELLED
