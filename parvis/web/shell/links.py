"""Addresses of named pages, worked out once a page and language: a list of rows asks for the same one again and again."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language


def link(name: str, *ids: UUID | str) -> str:
    """As `reverse`, for pages that take public ids and nothing else. Raises `NoReverseMatch`."""
    found = _address(name, len(ids), get_language(), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)
    for number, own in enumerate(ids):
        found = found.replace(_stand_in(number), str(own), 1)
    return found


@lru_cache(maxsize=2000)
def _address(name: str, count: int, language: str | None, prefix: str, urls: str) -> str:
    return reverse(name, args=[_stand_in(number) for number in range(count)])


def _stand_in(number: int) -> str:
    return _STAND_INS[number]


_STAND_INS = tuple(str(UUID(int=number + 1)) for number in range(4))
