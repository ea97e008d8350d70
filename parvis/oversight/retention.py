"""How the room erases a person, and whose file it keeps from that."""

from __future__ import annotations

from typing import Any

from parvis.core.chain import Seal
from parvis.core.models import Change, Read
from parvis.core.retention import Keeper, held_ids
from parvis.oversight.models import Hold
from parvis.oversight.subject import SOURCES

# The table of whose file is on hold; changes of her record in it are kept with it.
_PERSONS = "people_person"


def erase(person_id: int) -> None:
    """Holds of hers, lifted ones: while one stands nobody asks for this but a restore, for whom was erased before."""
    Hold.objects.filter(person_id=person_id).delete()


KEEPER = Keeper(room="oversight", erase=erase, sources=SOURCES)


def persons_on_hold() -> Any:
    """Their row ids; until a second person has lifted it, a hold stands."""
    return Hold.objects.exclude(state="lifted").values_list("person_id", flat=True)


def keeps_seal(one: Seal) -> bool:
    """Whether readings of somebody on hold, or changes of her record, are among its rows."""
    rows = {"id__gte": one.first, "id__lte": one.last}
    if one.log == Read._meta.db_table:
        return Read.objects.filter(**rows, person_id__in=held_ids()).exists()
    if one.log == Change._meta.db_table:
        return Change.objects.filter(**rows, table=_PERSONS, row_id__in=held_ids()).exists()
    return False
