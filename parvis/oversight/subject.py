"""The room's part of a person's own file: see `core.subject`."""

from __future__ import annotations

from parvis.core.subject import NotGiven, Sheet, Source
from parvis.oversight.models import Hold

SOURCES: tuple[Source, ...] = (
    Sheet(
        model=Hold,
        person="person",
        left_out={
            "person": NotGiven.INSIDE,
            "reason": NotGiven.OFFICER,
            "words": NotGiven.OFFICER,
            "asked_words": NotGiven.OFFICER,
            "placed_by": NotGiven.STAFF,
            "asked_by": NotGiven.STAFF,
            "lifted_by": NotGiven.STAFF,
        },
    ),
)
