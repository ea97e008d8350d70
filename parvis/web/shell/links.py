"""Addresses of named pages, worked out once a page and language: a list of rows asks for the same one again and again."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language


def link(name: str, *ids: UUID | str) -> str:
    """As `reverse`, for pages that take public ids and nothing else. Raises `NoReverseMatch`."""
    found = _address(name, len(ids), *_now())
    for number, own in enumerate(ids):
        found = found.replace(_stand_in(number), str(own), 1)
    return found


def links(names: tuple[str, ...]) -> dict[str, str]:
    """The addresses of several pages that take nothing, by name; empty where there is no such page."""
    return _addresses(names, *_now())


def _now() -> tuple[str | None, str, str]:
    return get_language(), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF


@lru_cache(maxsize=200)
def _addresses(names: tuple[str, ...], language: str | None, prefix: str, urls: str) -> dict[str, str]:
    return {name: _address_or_none(name, language, prefix, urls) for name in names}


def _address_or_none(name: str, language: str | None, prefix: str, urls: str) -> str:
    try:
        return _address(name, 0, language, prefix, urls)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=2000)
def _address(name: str, count: int, language: str | None, prefix: str, urls: str) -> str:
    return reverse(name, args=[_stand_in(number) for number in range(count)])


def _stand_in(number: int) -> str:
    return _STAND_INS[number]


_STAND_INS = tuple(str(UUID(int=number + 1)) for number in range(4))
