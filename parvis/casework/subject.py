"""The room's part of a person's own file: see `core.subject`."""

from __future__ import annotations

from django.db.models import Q

from parvis.casework.choices import Readers
from parvis.casework.models import Case, Need, Note, Plan, Question, Referral, Share, Step, Visit
from parvis.core.subject import NotGiven, Sheet, Source

SOURCES: tuple[Source, ...] = (
    Sheet(
        model=Visit,
        person="person",
        named={"organisation": "name"},
        left_out={"person": NotGiven.INSIDE, "worker": NotGiven.STAFF},
    ),
    Sheet(
        model=Case,
        person="person",
        named={"organisation": "name", "lead": "name"},
        left_out={"person": NotGiven.INSIDE},
    ),
    Sheet(model=Need, person="case__person", named={"case": "number"}),
    Sheet(model=Plan, person="case__person", named={"case": "number"}),
    Sheet(model=Step, person="case__person", named={"case": "number", "plan": "edition", "need": "topic"}),
    Sheet(
        model=Note,
        person="case__person",
        named={"case": "number"},
        left_out={"author": NotGiven.STAFF},
        # What its author keeps may be about somebody else as well: the officer looks before it is handed over.
        kept_back=Q(readers=Readers.AUTHOR),
    ),
    Sheet(
        model=Referral,
        person="person",
        named={
            "case": "number",
            "need": "topic",
            "step": "text",
            "sender": "name",
            "receiver": "name",
            "service": "name",
        },
        left_out={"person": NotGiven.INSIDE, "consent": NotGiven.INSIDE, "created_by": NotGiven.STAFF},
    ),
    Sheet(
        model=Question,
        person="referral__person",
        named={"referral": "number"},
        left_out={"answered_by": NotGiven.STAFF},
    ),
    Sheet(
        model=Share,
        person="person",
        named={"referral": "number", "receiver": "name"},
        left_out={"person": NotGiven.INSIDE, "consent": NotGiven.INSIDE},
    ),
)
