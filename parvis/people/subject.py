"""The room's part of a person's own file: see `core.subject`."""

from __future__ import annotations

from typing import Any

from parvis.access import own
from parvis.access import queries as access
from parvis.core.audit import reads_of
from parvis.core.models import Read
from parvis.core.subject import NotGiven, Row, Sheet, Source, Told
from parvis.people.models import (
    Card,
    Consent,
    ContactPoint,
    HouseholdMember,
    Invitation,
    NoticeGiven,
    Origin,
    Part,
    Person,
    PersonName,
)

_HERS = {"person": NotGiven.INSIDE}


def _reads(person_id: int) -> list[Row]:
    rows = list(reads_of(person_id))
    bodies = access.organisation_names({row.organisation_id for row in rows if row.organisation_id})
    return [
        {
            "at": row.at,
            "reader": row.actor.partition(":")[0],
            "organisation": bodies.get(row.organisation_id or 0, ""),
            "purpose": row.purpose,
            "what": row.what,
        }
        for row in rows
    ]


def _account_id(person_id: int) -> int:
    """0 where she has none: no row has that number."""
    return Person.objects.filter(pk=person_id).values_list("account_id", flat=True).first() or 0


def _of_account(sheet: Sheet) -> Told:
    """A table of the room below, which knows accounts and no persons."""
    return Told(sheet.code, lambda pk: own.rows_of(sheet, _account_id(pk)), covers=(sheet.model,))


def _guarded(row: Any) -> Row:
    """That somebody answered for her, not who: the guardian has a file of her own."""
    return {"guardian": row.guardian_id is not None}


SOURCES: tuple[Source, ...] = (
    Sheet(
        model=Person,
        person="pk",
        named={"organisation": "name"},
        left_out={
            "registered_by": NotGiven.STAFF,
            "account": NotGiven.INSIDE,
            "own_epoch": NotGiven.OPENS,
            "keyed": NotGiven.DERIVED,
        },
    ),
    Sheet(model=PersonName, person="person", left_out=_HERS),
    Sheet(model=ContactPoint, person="person", left_out=_HERS),
    Sheet(model=HouseholdMember, person="person", named={"household": "label"}, left_out=_HERS),
    Sheet(
        model=Origin,
        person="person",
        # `content` is a digest of what the list said; the digest of source and number finds her again.
        left_out={**_HERS, "digest": NotGiven.DERIVED, "content": NotGiven.DERIVED},
    ),
    Sheet(
        model=Part,
        person="person",
        named={"organisation": "name"},
        left_out={**_HERS, "vetting_by": NotGiven.STAFF},
    ),
    Sheet(model=NoticeGiven, person="person", left_out={**_HERS, "given_by": NotGiven.STAFF}),
    Sheet(
        model=Consent,
        person="person",
        named={"recipient": "name"},
        left_out={**_HERS, "guardian": NotGiven.OTHERS, "recorded_by": NotGiven.STAFF},
        also=_guarded,
    ),
    Sheet(
        model=Card,
        person="person",
        left_out={
            **_HERS,
            "token_digest": NotGiven.OPENS,
            "pin_hash": NotGiven.OPENS,
            "tries_left": NotGiven.OPENS,
            "epoch": NotGiven.OPENS,
            "issued_by": NotGiven.STAFF,
        },
    ),
    Sheet(
        model=Invitation,
        person="person",
        left_out={**_HERS, "token_digest": NotGiven.OPENS, "issued_by": NotGiven.STAFF},
    ),
    *(_of_account(sheet) for sheet in own.SHEETS),
    Told("core.read", _reads, covers=(Read,)),
)
