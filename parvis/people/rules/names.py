"""The words by which a person is found: each as it sounds to a foreign desk.

محمد, Mohamed, Mohammad and Μοχάμεντ have to meet. A word gives its Latin letters and a consonant skeleton of them (after
Zobel and Dart 1996, "Phonetic string matching", keys drop vowels and merge letters that desks take for one another).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parvis.engines.text import romanise, tokens

# In this order: groups first, then single letters. What sounds alike across transliterations becomes one letter.
_ALIKE = (
    ("tch", "x"),
    ("sch", "x"),
    ("kh", "h"),  # Khaled, Haled; and the Cyrillic х of Мохамед
    ("gh", "g"),
    ("sh", "x"),
    ("ch", "x"),
    ("zh", "j"),
    ("dj", "j"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("ck", "k"),
    ("q", "k"),
)
_SOFT_C = re.compile(r"c(?=[eiy])")
_VOWELS = re.compile(r"[aeiouyw]")
_TWICE = re.compile(r"(.)\1+")
_NOT_LETTERS = re.compile(r"[^a-z0-9]")
LONGEST = 12  # words of one name form; more is not a name


@dataclass(frozen=True, slots=True)
class NameWords:
    """One word of a name: its Latin letters, and its skeleton."""

    word: str
    sound: str


def name_words(text: str) -> list[NameWords]:
    """The words of a name or of what is typed to find one, without doubles, in order."""
    words = (_NOT_LETTERS.sub("", romanise(token)) for token in tokens(text)[:LONGEST])
    return [NameWords(word, skeleton(word)) for word in dict.fromkeys(words) if word]


def skeleton(word: str) -> str:
    """Consonants as they sound; a word with fewer than two keeps its letters."""
    sound = _SOFT_C.sub("s", word)
    for written, heard in _ALIKE:
        sound = sound.replace(written, heard)
    sound = sound.replace("c", "k").replace("v", "f")
    sound = _TWICE.sub(r"\1", _VOWELS.sub("", sound))
    if len(sound) > 2:
        sound = sound.removesuffix("h")  # the final h of Fatimah is seldom heard
    return sound if len(sound) > 1 else word
