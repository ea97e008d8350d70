"""Conditions said in words: open now, free, this evening, with children, women only, near a place."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from parvis.engines.text import tokens
from parvis.search.vocabulary.concepts import FOLDER, Phrase

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Slots:
    """What was said, the words left for the need, and the words after "near"."""

    codes: tuple[str, ...]
    left: tuple[str, ...]
    place: tuple[str, ...] = ()


def slots(words: Sequence[str]) -> Slots:
    """Take the conditions out of folded words. A place runs from "near" to the end, or to the next condition."""
    codes: dict[str, None] = {}
    left: list[str] = []
    place: list[str] = []
    into = left
    at = 0
    while at < len(words):
        length, code = _at(words, at)
        if code == "near" and at + length < len(words):
            into = place
        elif code and code != "near":
            codes[code] = None
            into = left
        else:
            length = 1
            into.append(words[at])
        at += length
    return Slots(tuple(codes), tuple(left), tuple(place))


def _at(words: Sequence[str], at: int) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        code = _table().get(tuple(words[at : at + length]))
        if code:
            return length, code
    return 0, ""


@functools.cache
def _table() -> Mapping[Phrase, str]:
    data = yaml.safe_load((FOLDER / "slots.yaml").read_text(encoding="utf-8"))["slots"]
    return {
        tuple(tokens(part)): code
        for code, by_language in data.items()
        for text in by_language.values()
        for part in text.replace("،", ",").split(",")
        if tokens(part)
    }
