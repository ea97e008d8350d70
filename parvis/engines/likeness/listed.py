"""A listing as it is compared: folded, its words, numbers and addresses in one way of writing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from parvis.engines.text import romanise, tokens

# Words that say what kind of body it is, and little words: they tell nothing apart.
_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "at",
        "to",
        "a",
        "an",
        "de",
        "des",
        "du",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "en",
        "el",
        "los",
        "las",
        "y",
        "del",
        "da",
        "do",
        "e",
        "inc",
        "llc",
        "ltd",
        "corp",
        "corporation",
        "incorporated",
        "co",
        "association",
        "asociacion",
        "asociation",
        "fundacion",
        "fondation",
        "foundation",
        "organization",
        "organisation",
        "organizacion",
    ]
)
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_SHORT = {
    "street": "st", "avenue": "ave", "avenida": "ave", "av": "ave", "road": "rd", "boulevard": "blvd", "bd": "blvd", "drive": "dr",
    "suite": "ste", "north": "n", "south": "s", "east": "e", "west": "w", "norte": "n", "sur": "s", "poniente": "w", "oriente": "e",
    "numero": "no", "calle": "c",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One service or organisation. `group` is whose it is (an organisation's id), 0 for an organisation itself."""

    id: int
    words: tuple[str, ...]
    name: str  # the whole name, folded
    other_name: str = ""  # another one, such as an acronym
    source: str = ""
    group: int = 0
    group_words: tuple[str, ...] = ()
    phones: frozenset[str] = frozenset()
    site: str = ""
    email: str = ""
    points: tuple[tuple[float, float], ...] = ()
    addresses: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()  # words of the description


def listed(
    *,
    id: int,  # noqa: A002 - a listing's own id
    name: str,
    other_name: str = "",
    source: str = "",
    group: int = 0,
    group_name: str = "",
    phones: Iterable[str] = (),
    site: str = "",
    email: str = "",
    points: Iterable[tuple[float, float]] = (),
    addresses: Iterable[tuple[str, str]] = (),
    about: str = "",
) -> Listed:
    """From what a directory holds. `addresses` are (street line, postcode or town)."""
    return Listed(
        id=id,
        words=words(name),
        name=name_key(name),
        other_name=name_key(other_name),
        source=source,
        group=group,
        group_words=words(group_name),
        phones=frozenset(number for number in map(phone_key, phones) if number),
        site=site_key(site),
        email=email.strip().casefold(),
        points=tuple(dict.fromkeys(points)),
        addresses=frozenset(key for street, where in addresses if (key := address_key(street, where))),
        about=frozenset(tokens(about[:2000])),
    )


def words(name: str) -> tuple[str, ...]:
    """The words of a name that tell something, in Latin letters."""
    found = tokens(romanise(name)) if not name.isascii() else tokens(name)
    return tuple(word for word in dict.fromkeys(found) if word not in _COMMON) or tuple(dict.fromkeys(found))


def name_key(name: str) -> str:
    """A name with nothing that varies from list to list."""
    return " ".join(words(name))


def phone_key(number: str) -> str:
    """The last nine digits: how a number is written before them varies. Short numbers (211) belong to many."""
    digits = re.sub(r"\D", "", number)
    return digits[-9:] if len(digits) >= 7 else ""


def site_key(url: str) -> str:
    """Host and path, without scheme, www and what only tracks."""
    return _SITE.sub("", url.strip()).split("?", 1)[0].split("#", 1)[0].rstrip("/").casefold()


def address_key(street: str, where: str) -> str:
    """Street with its number and the postcode or town; nothing without a number."""
    found = [_SHORT.get(word, word) for word in tokens(romanise(street))]
    if not any(word.isdigit() for word in found):
        return ""
    return " ".join([*found, "|", *tokens(romanise(where))])
