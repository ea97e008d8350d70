"""What this room tells the rooms above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServicesPublished:
    """The search documents of these services were written again: they, or the places where they are given, have changed."""

    service_ids: Sequence[int]
