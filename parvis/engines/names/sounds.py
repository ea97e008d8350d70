"""What a word sounds like, coarsely: consonants alone, letters merged that transliterations take for one another.

After Zobel and Dart 1996 ("Phonetic string matching"), with the habits of French, English, German and Polish desks towards Arabic,
Persian, Cyrillic and Ge'ez. A letter that is read in two ways gives a skeleton for each reading.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from parvis.engines.names.words import Word

MOST = 8  # readings of one word
# Several letters for one sound, the longest first; capitals stand for sounds from here on.
_SOUNDS = (
    ("shch", "X"), ("chtch", "X"), ("tsch", "X"), ("tch", "X"), ("sch", "X"), ("sj", "X"), ("dzh", "J"), ("sh", "X"), ("cz", "X"), ("zh", "J"),
    ("dj", "J"), ("dg", "J"), ("ph", "f"), ("ck", "k"), ("tz", "S"), ("ts", "S"), ("gh", "K"), ("th", "T"), ("dh", "T"), ("ch", "C"),
    ("kh", "H"), ("ks", "kS"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_HARD_G = re.compile(r"g(?=u[ei])")
# What is left, letter by letter: a sound, or readings to choose among. The empty one is silence.
_READINGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("aeiouyh", ("",)),
    **dict.fromkeys("kqcK", ("k",)), **dict.fromkeys("bp", ("b",)), **dict.fromkeys("td", ("t",)), **dict.fromkeys("szS", ("s",)),
    "f": ("f",), "l": ("l",), "m": ("m",), "n": ("n",), "r": ("r",), "X": ("x",), "J": ("j",),
    "T": ("t", "s"), "C": ("x", "k", ""), "x": ("ks", "k"), "H": ("k", ""), "g": ("k", "j"), "j": ("j", ""), "v": ("f", ""), "w": ("", "f"),
}  # fmt: skip
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeletons(word: Word) -> frozenset[str]:
    """Every reading of the word; at least one, its letters when there is no consonant to keep."""
    return frozenset(one for text in (word.text, *word.others) for one in _skeletons(text, doubles=word.bare))


@lru_cache(maxsize=65536)
def _skeletons(text: str, *, doubles: bool) -> frozenset[str]:
    """`doubles`: two equal letters are two sounds, as in a script without short vowels."""
    plain = text if doubles else _TWICE.sub(r"\1", text)
    sounds = _SOFT_C.sub("s", _HARD_G.sub("K", plain))
    for written, heard in _SOUNDS:
        sounds = sounds.replace(written, heard)
    if sounds.endswith(("ow", "ew")):  # Iwanow
        sounds = f"{sounds[:-1]}v"
    unsure = list(dict.fromkeys(letter for letter in sounds if len(_READINGS.get(letter, "1")) > 1))[:3]
    found = set()
    for choice in product(*(_READINGS[letter] for letter in unsure)):
        read = dict(zip(unsure, choice, strict=True))
        bones = "".join(read.get(letter, _READINGS.get(letter, (letter,))[0]) for letter in sounds)
        found.add(bones or text[:2])
    return frozenset(sorted(found, key=lambda one: (-len(one), one))[:MOST])


# For comparing: vowels stay, but in three kinds; what is doubled counts once.
_LIGHT = (
    ("shch", "x"), ("tch", "x"), ("sch", "x"), ("sh", "x"), ("ch", "x"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"),
    ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("aa", "a"),
    ("q", "k"), ("w", "v"), ("y", "i"), ("o", "u"), ("e", "a"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def light(text: str) -> str:
    """The word with one way of writing for each sound, vowels kept."""
    text = _SOFT_C.sub("s", text)
    for written, heard in _LIGHT:
        text = text.replace(written, heard)
    return _TWICE.sub(r"\1", text.replace("c", "k")) or text
