"""The read log as a data protection officer sees it: who read what, when and why, and nobody's name; and whom a record's code means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parvis.access import queries as access
from parvis.access.choices import Role
from parvis.core.models import Read
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people.models import Person

RECORD = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OverseenRead:
    """One reading. `who` is a member of staff of ours, or empty; `kind` is account, person, link or system.

    `record` is the beginning of the person's public id: the same record can be recognised, the person can not.
    """

    at: datetime
    kind: str
    who: str
    organisation_id: int | None
    organisation_name: str
    purpose: str
    what: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverseenPage:
    """Newest first. `organisations` are those who read in this time, for the filter."""

    reads: list[OverseenRead]
    total: int
    organisations: list[tuple[int, str]]


def reads_overseen(
    actor: Actor,
    *,
    since: datetime,
    until: datetime,
    organisation_id: int | None = None,
    start: int = 0,
    length: int = 50,
) -> OverseenPage:
    """Readings of the persons of the actor's controller, by whomever; nothing for anybody but its officer."""
    if not actor.has_role(Role.DPO) or not actor.controller_id:
        return OverseenPage(reads=[], total=0, organisations=[])
    ours = Person.objects.filter(controller_id=actor.controller_id)
    rows = Read.objects.filter(person_id__in=ours.values("pk"), at__gte=since, at__lt=until)
    readers = access.organisation_names(
        pk for pk in rows.order_by().values_list("organisation_id", flat=True).distinct() if pk
    )
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    shown = list(rows.order_by("-at", "-id")[start : start + length])
    names = access.account_names(actor, (row.account_id for row in shown if row.account_id))
    records = records_of({row.person_id for row in shown if row.person_id})
    return OverseenPage(
        reads=[_line(row, names, readers, records[row.person_id or 0]) for row in shown],
        total=rows.count(),
        organisations=sorted(readers.items(), key=lambda one: one[1].casefold()),
    )


def records_of(person_ids: Iterable[int]) -> dict[int, str]:
    """The codes of these records, by row id of the person. The caller decides who may ask."""
    rows = Person.objects.filter(pk__in=set(person_ids)).values_list("pk", "public_id")
    return {pk: str(public_id)[:8].upper() for pk, public_id in rows}


def person_of_record(actor: Actor, record: str) -> int | None:
    """The row id of the person whose record has this code, or this public id; to the officer of her controller alone, and to
    a command that names the controller.
    """
    if not (actor.has_role(Role.DPO) or actor.is_system) or not actor.controller_id:
        return None
    code = record.strip().lower()
    if not RECORD.fullmatch(code.replace("-", "")[:8]):
        return None
    ours = Person.objects.filter(controller_id=actor.controller_id)
    if len(code) == 8:
        first = int(code, 16) << 96
        found = ours.filter(public_id__gte=UUID(int=first), public_id__lt=UUID(int=first + (1 << 96) - 1))
    else:
        found = ours.filter(public_id=_uuid(code))
    rows = list(found.values_list("pk", flat=True)[:2])
    return rows[0] if len(rows) == 1 else None


def lock_person(person_id: int) -> None:
    """For an upper room, before it writes what a purge asks about: whichever comes first, the other sees it. `NotFound` if gone."""
    row = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).values_list("pk").first()
    if row is None:
        raise NotFound


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _line(row: Read, names: dict[int, str], readers: dict[int, str], record: str) -> OverseenRead:
    return OverseenRead(
        at=row.at,
        kind=row.actor.partition(":")[0],
        who=names.get(row.account_id or 0, ""),
        organisation_id=row.organisation_id,
        organisation_name=readers.get(row.organisation_id or 0, ""),
        purpose=row.purpose,
        what=row.what,
        record=record,
    )
