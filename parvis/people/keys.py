"""Blind keys of names, of what is alike, and of numbers in other lists. One controller's keys say nothing to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parvis.core.fields import blind_index, blind_indexes
from parvis.core.rotation import BlindColumn
from parvis.engines.names import stored_keys
from parvis.people.models import LikenessKey, Origin, Person
from parvis.people.rules import born_of, name_words

WORD, SOUND, LIKENESS, ORIGIN = "name.word", "name.sound", "likeness", "origin"


def word_key(word: str, controller_id: int) -> str:
    """Of a word's Latin letters."""
    return blind_index(word, controller_id=controller_id, purpose=WORD)


def sound_key(sound: str, controller_id: int) -> str:
    """Of its consonant skeleton."""
    return blind_index(sound, controller_id=controller_id, purpose=SOUND)


def word_keys(word: str, controller_id: int) -> list[str]:
    """What to look for: under each key of the controller, while one follows another."""
    return blind_indexes(word, controller_id=controller_id, purpose=WORD)


def sound_keys(sound: str, controller_id: int) -> list[str]:
    """The same of its consonant skeleton."""
    return blind_indexes(sound, controller_id=controller_id, purpose=SOUND)


def likeness_keys(values: Iterable[str], controller_id: int) -> list[int]:
    """Of what two registrations share (`engines.names`): 64 bits each. What is written."""
    return [_number(blind_index(value, controller_id=controller_id, purpose=LIKENESS)) for value in values]


def asked_likeness(values: Iterable[str], controller_id: int) -> dict[int, str]:
    """What to look for, under each key of the controller, and what each stands for."""
    return {
        _number(index): value
        for value in values
        for index in blind_indexes(value, controller_id=controller_id, purpose=LIKENESS)
    }


def origin_digests(source: str, source_id: str, controller_id: int) -> list[str]:
    """Of a number in another list: the first is what is written, all are looked for."""
    return blind_indexes(_numbered(source, source_id), controller_id=controller_id, purpose=ORIGIN)


def stands_for(name: str) -> Iterator[tuple[str, str]]:
    """Purpose and value of every key of a name."""
    for word in name_words(name):
        yield WORD, word.word
        yield SOUND, word.sound


def _likeness_of(row: LikenessKey) -> Iterator[tuple[str, str]]:
    person: Person = row.person
    born = born_of(person.birth_precision, person.birth)
    return ((LIKENESS, value) for value in stored_keys([name.text for name in person.names.all()], born))


def _origin_of(row: Origin) -> Iterator[tuple[str, str]]:
    yield ORIGIN, _numbered(row.source, row.source_id)


def _numbered(source: str, source_id: str) -> str:
    return f"{source}\0{source_id}"


def _number(key: str) -> int:
    return int.from_bytes(bytes.fromhex(key[:16]), signed=True)


COLUMNS = (
    BlindColumn(
        model="people.NameKey",
        column="key",
        purposes=frozenset({WORD, SOUND}),
        values=lambda row: stands_for(row.name.text),
        related=("name", "person"),
        controller="person__controller_id",
    ),
    BlindColumn(
        model="people.LikenessKey",
        column="key",
        purposes=frozenset({LIKENESS}),
        values=_likeness_of,
        related=("person",),
        beside=("person__names",),
        controller="person__controller_id",
        written=_number,
    ),
    BlindColumn(model="people.Origin", column="digest", purposes=frozenset({ORIGIN}), values=_origin_of),
)
