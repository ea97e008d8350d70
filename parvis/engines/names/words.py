"""The words of a name that tell people apart: joined where desks write them as one or as two, without articles and forms of address.

Abd al-Rahman, Abdelrahman and عبد الرحمن; Nour Eddine and Nureddin; Ben Salem and Bensalem have to give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from parvis.engines.names.latin import before_folding, latin, unvowelled
from parvis.engines.text import tokens

LONGEST = 8  # words of one name form; more is not a name
# Said to a person, or only "the", "son of", "daughter of" and the like.
_SAID = frozenset(
    [
        *("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "m", "mme", "mlle", "sr", "sra", "don", "dona"),
        *(
            "haj",
            "hajj",
            "hajji",
            "hadj",
            "haji",
            "hage",
            "ustad",
            "mullah",
            "mulla",
            "molla",
            "moulay",
            "sidi",
            "si",
            "lalla",
        ),
        *(
            "bin",
            "ben",
            "ibn",
            "bint",
            "bent",
            "bn",
            "ibnat",
            "ould",
            "wuld",
            "wold",
            "walad",
            "ait",
            "ayt",
            "oglu",
            "oghlu",
            "kyzy",
        ),
        *(
            "al",
            "el",
            "ul",
            "ol",
            "as",
            "ash",
            "ar",
            "ad",
            "at",
            "az",
            "es",
            "ech",
            "esh",
            "er",
            "ed",
            "ez",
            "et",
            "l",
            "la",
            "le",
        ),
        *("de", "da", "del", "van", "von", "der", "den", "di", "du", "ag"),
    ]
)
_SAID_ARABIC = frozenset(["بن", "ابن", "بنت", "ولد", "ال", "الحاج", "حاج", "حاجي", "سيدي"])
_SERVANT = frozenset(
    ["abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdu", "abdou", "abda", "abed", "abdil", "عبد"]
)
_TO_NEXT = frozenset(
    ["abu", "abou", "abo", "bou", "bu", "aboul", "abul", "ابو", "بو", "ابي", "om", "oum", "um", "umm", "ام"]
)
_TO_LAST = frozenset(
    [
        *(
            "allah",
            "ullah",
            "ollah",
            "lah",
            "ellah",
            "الله",
            "din",
            "eddin",
            "eddine",
            "uddin",
            "ud",
            "aldin",
            "eldin",
            "deen",
            "ddin",
        ),
        *(
            "dine",
            "addin",
            "addine",
            "uldin",
            "الدين",
            "دين",
            "zadeh",
            "zada",
            "zade",
            "زاده",
            "pour",
            "pur",
            "poor",
            "پور",
            "بور",
        ),
        *("nejad", "nezhad", "نژاد", "نجاد", "nia", "نيا", "far", "فر", "zai", "zay", "زي", "oullah", "elah"),
    ]
)
_SHORT = {"mohd": "mohamed", "md": "mohamed", "med": "mohamed", "muh": "mohamed", "mhd": "mohamed"}
_OF_THE_SERVANT = re.compile(r"^abd(?:[aeiou]{1,2}l(?=.{3,})|[aeiou]{1,2}(?=([rsnztd])\1|sh|ch))")
_FAITH = re.compile(r"(?:[aeu]l|[aeiou])?dd?(?:i|ee)ne?$")
_ARTICLE = re.compile(r"^[ae]l(?=[^aeiouyl].{3,})|^l(?=[aeiou].{4,})")
_SON_OF = re.compile(r"^ben(?=.{3,})|^ould(?=.{3,})")
_BALTIC = re.compile(r"(?<=ov|ev|sk)[aiu]?s$")  # Saharovs, Mihailovskis


class Word(NamedTuple):
    """One word: Latin letters, other readings of it, and whether the short vowels are missing."""

    text: str
    others: tuple[str, ...] = ()
    bare: bool = False


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[Word, ...]:
    """The telling words of one name form, in their order."""
    written = list(tokens(before_folding(name))[: LONGEST * 2])
    joined = list(_joined(written))
    made = [_word(parts) for parts in joined if not _only_said(parts)]
    kept = made or [_word([token]) for token in written]
    return tuple(word for word in kept if word.text)[:LONGEST]


def glued(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The name with two neighbours written as one: Ali Reza, Alireza."""
    made = []
    for i in range(len(words) - 1):
        left, right = words[i], words[i + 1]
        made.append((*words[:i], Word(left.text + right.text, (), left.bare or right.bare), *words[i + 2 :]))
    return made


def _joined(written: list[str]) -> Iterator[list[str]]:
    """Tokens that make one word together."""
    waiting: list[str] = []
    last: list[str] | None = None
    for number, token in enumerate(written):
        follows = number + 1 < len(written)
        if waiting and token in ("al", "el", "ul", "ol") and follows:
            continue
        if token in _SERVANT or (token in _TO_NEXT and follows):
            waiting.append("abd" if token in _SERVANT else token)
            continue
        if token in _TO_LAST and last is not None and not waiting:
            last.append(token)
            continue
        if last is not None:
            yield last
        last, waiting = [*waiting, token], []
    if last is not None:
        yield last
    if waiting:
        yield waiting


def _only_said(parts: list[str]) -> bool:
    return len(parts) == 1 and (parts[0] in _SAID or parts[0] in _SAID_ARABIC)


def _word(parts: list[str]) -> Word:
    bare = any(map(unvowelled, parts))
    if bare:
        text = latin("".join(_without_article(part) for part in parts))
        whole = latin("".join(parts))  # Elias begins like an article and has none
        return Word(text, (whole,) if parts[0].startswith("ال") and whole != text else (), bare)
    text = "".join(map(latin, parts))
    text = _SHORT.get(text, text)
    plain = _plain(text)
    others = {latin(token.replace("г", "h")) for token in parts if "г" in token} if len(parts) == 1 else set()
    others |= {match for rule in (_ARTICLE, _SON_OF, _BALTIC) if (match := rule.sub("", text)) != text}
    return Word(plain, tuple(sorted(_plain(other) for other in others)), bare)


def _without_article(token: str) -> str:
    token = token.replace("الله", "له")
    if token.startswith("عبدال") and len(token) > 7:
        token = f"عبد{token[5:]}"
    if token.endswith("الدين") and len(token) > 5:
        token = f"{token[:-5]}دين"
    return token[2:] if token.startswith("ال") and len(token) > 4 else token


def _plain(text: str) -> str:
    """Abdulaziz and Abdelaziz as Abd and what follows; Nureldin and Noureddine alike at their end."""
    if len(text) > 6:
        text = _OF_THE_SERVANT.sub("abd", text)
    if len(text) > 5 and (match := _FAITH.search(text)) and match.start() > 2 and match.group()[0] in "aeiou":
        text = f"{text[: match.start()]}din"
    return text
