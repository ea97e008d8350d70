"""Folding: what people write differently and mean alike becomes alike.

Order: NFKC, case folding, marks off, letters of Arabic script and Ge'ez that readers take for one another, digits to 0-9,
invisible characters off. Marks come off only where they are accents or optional vowels (Latin, Greek, Cyrillic, Hebrew,
Arabic): in Bengali or Devanagari a mark is a vowel of the word. No stemming: for Tigrinya, Pashto, Somali and Dari there is
no stemmer, and a wrong stem is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARABIC = {
    "ى": "ي",  # alef maksura, written for yeh in Egypt and at the end of words
    "ی": "ي",  # Persian yeh
    "ې": "ي",  # Pashto e
    "ے": "ي",  # Urdu yeh barree
    "ک": "ك",  # Persian kaf
    "ڪ": "ك",
    "ة": "ه",  # teh marbuta
    "ہ": "ه",  # Urdu heh
    "ھ": "ه",
    "ە": "ه",  # Kurdish ae
    "ٱ": "ا",
    "ء": "",  # a hamza alone is often left out
    "ـ": "",  # tatweel only stretches
}
_LATIN = {
    "ı": "i",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ħ": "h",
    "’": "'",
    "‘": "'",
}
# Ge'ez letters that sound alike in Amharic, in seven orders each: (written, folded to).
_GEEZ_SERIES = ((0x1210, 0x1200), (0x1280, 0x1200), (0x1220, 0x1230), (0x12D0, 0x12A0), (0x1340, 0x1338))
_GEEZ = {chr(frm + i): chr(to + i) for frm, to in _GEEZ_SERIES for i in range(7)}
# Zero-width and direction characters, and the soft hyphen.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)], ""
)
_LETTERS = str.maketrans({**_ARABIC, **_LATIN, **_GEEZ}) | _INVISIBLE
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed]"
)
_WORD_ASCII = re.compile(r"[a-z0-9]+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


def fold(text: str) -> str:
    """The text as it is compared and indexed. Folding twice gives the same as folding once."""
    if text.isascii():
        return text.lower()
    for _ in range(4):  # one pass is enough for nearly every text; a fixed point is what makes it a normal form
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def tokens(text: str) -> list[str]:
    """The folded words in order. Chinese and Japanese, which write no spaces, come as pairs of characters."""
    folded = fold(text)
    if folded.isascii():
        return _WORD_ASCII.findall(folded)
    words = "".join(char if _is_word(char) else " " for char in folded).split()
    return [piece for word in words for piece in _pieces(word)]


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS)
    if not text.isascii():
        text = "".join(map(_digit, text))
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=8192)
def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char


@lru_cache(maxsize=8192)
def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _pieces(word: str) -> list[str]:
    if not _CJK.search(word):
        return [word]
    parts: list[str] = []
    last = 0
    for match in _CJK.finditer(word):
        if match.start() > last:
            parts.append(word[last : match.start()])
        run = match.group()
        parts.extend([run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)])
        last = match.end()
    if last < len(word):
        parts.append(word[last:])
    return parts
