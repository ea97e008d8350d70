"""The read log as a data protection officer sees it: who read what, when and why, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parvis.access import queries as access
from parvis.access.choices import Role
from parvis.core.models import Read
from parvis.kernel.actor import Actor
from parvis.people.models import Person


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
    records = dict(ours.filter(pk__in={row.person_id for row in shown}).values_list("pk", "public_id"))
    return OverseenPage(
        reads=[_line(row, names, readers, str(records[row.person_id or 0])[:8]) for row in shown],
        total=rows.count(),
        organisations=sorted(readers.items(), key=lambda one: one[1].casefold()),
    )


def _line(row: Read, names: dict[int, str], readers: dict[int, str], record: str) -> OverseenRead:
    return OverseenRead(
        at=row.at,
        kind=row.actor.partition(":")[0],
        who=names.get(row.account_id or 0, ""),
        organisation_id=row.organisation_id,
        organisation_name=readers.get(row.organisation_id or 0, ""),
        purpose=row.purpose,
        what=row.what,
        record=record.upper(),
    )
