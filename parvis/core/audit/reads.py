from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from parvis.core.models import Read
from parvis.kernel.actor import Actor

# What can be read of a person; the pages have words for each, for the person herself and for those who watch over the log.
READABLE = frozenset({
    "record", "case", "identity", "preview", "referral", "household", "search", "facts", "consent", "appointment", "card", "list", "participant",
    "agreement",
})  # fmt: skip


def _row(actor: Actor, *, person_id: int, what: str, at: datetime, subject: tuple[str, int] | None) -> Read:
    if what not in READABLE:
        raise ValueError(what)
    kind, pk = subject or ("", None)
    return Read(
        at=at,
        actor=actor.label,
        account_id=actor.staff_id,
        organisation_id=actor.organisation_id,
        person_id=person_id,
        purpose=actor.purpose,
        what=what,
        subject_kind=kind,
        subject_id=pk,
    )


def log_read(*, actor: Actor, person_id: int, what: str, at: datetime, subject: tuple[str, int] | None = None) -> None:
    """Note that `actor` read `what` (a code, such as `record` or `identity`) of a person."""
    _row(actor, person_id=person_id, what=what, at=at, subject=subject).save(force_insert=True)


def log_reads(*, actor: Actor, reads: Mapping[int, str], at: datetime) -> None:
    """The same for a page that shows several persons, in one statement: what was read, by person."""
    Read.objects.bulk_create([_row(actor, person_id=pk, what=what, at=at, subject=None) for pk, what in reads.items()])


def reads_of(person_id: int) -> QuerySet[Read]:
    """Every read of a person's data, newest first. The caller decides who may ask."""
    return Read.objects.filter(person_id=person_id).order_by("-at", "-id")
