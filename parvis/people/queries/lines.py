"""Short facts for lists, previews and checks of upper rooms, which have asked for access in their own scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery

from parvis.core.audit import log_reads
from parvis.core.house import house
from parvis.core.prepared import PreparedFor
from parvis.core.rows import one
from parvis.kernel.actor import Actor
from parvis.people.models import Consent, ContactPoint, HouseholdMember, Person, PersonName
from parvis.people.permissions import persons_visible_to
from parvis.people.queries.members import current
from parvis.people.queries.names import in_order, nested_names
from parvis.people.rules import age_on


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A row of a list: the name first used, the language, how many live together (1 when no household is known)."""

    id: int
    name: str
    name_language: str
    language: str
    household_size: int


@dataclass(frozen=True, slots=True)
class Identifying:
    """What would tell who she is, to be kept out of texts for others."""

    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewFacts:
    """What a preview may band: nothing here is shown as it is. None is unknown."""

    language: str
    interpreter: bool = False
    age: int | None = None
    household_size: int | None = None


def lines(
    actor: Actor, person_ids: Iterable[int], at: datetime, *, noted: str | None = "list"
) -> dict[int, PersonLine]:
    """By person id, in one query, for those the actor may see; others are missing.

    Each is noted as read in a second one (`noted`: as what); None for a caller that notes a reading of its own.
    """
    wanted = {pk for pk in person_ids if pk}
    if not wanted:
        return {}
    rows = _LINES.rows(actor, ids=sorted(wanted), today=house().day(at))
    found = {row["pk"]: _line(row) for row in rows}
    if noted is not None and found:
        log_reads(actor=actor, reads=dict.fromkeys(found, noted), at=at)
    return found


def _build_lines(actor: Actor, *, ids: list[int], today: date) -> QuerySet[Any]:
    named = nested_names(PersonName.objects.filter(person=OuterRef("pk")))
    rows = persons_visible_to(actor).filter(pk__in=ids)
    return rows.annotate(nested_names=named, together=_together(today)).values(
        "pk", "language", "nested_names", "together"
    )


_LINES = PreparedFor(_build_lines)


def person_by_id(actor: Actor, person_id: int) -> Person:
    """One person's row by row id; no read is noted. `NotFound` also for whom the actor may not see."""
    return one(persons_visible_to(actor), pk=person_id)


def identifying(person_id: int) -> Identifying:
    """Every name and way to reach a person. Never shown: compared with what somebody wrote."""
    return Identifying(
        names=tuple(row.text for row in PersonName.objects.filter(person_id=person_id)),
        contacts=tuple(row.value for row in ContactPoint.objects.filter(person_id=person_id)),
    )


def preview_facts(person_id: int, at: datetime) -> PreviewFacts:
    """For the preview of a referral, which bands them and shows those that were consented."""
    today = house().day(at)
    row = one(Person.objects.annotate(together=_together(today)), pk=person_id)
    return PreviewFacts(
        language=row.language,
        interpreter=row.interpreter,
        age=age_on(row.birth_precision, row.birth, today).years,
        household_size=row.together,  # type: ignore[attr-defined]
    )


def consent_ids(person_id: int) -> QuerySet[Consent, Any]:
    """The row ids of a person's consents, for a subquery on their log."""
    return Consent.objects.filter(person_id=person_id).values("pk")


def _line(row: dict[str, Any]) -> PersonLine:
    names = in_order(row["nested_names"])
    text, _, language = next((name for name in names if name[1] == "used"), names[0] if names else ("", "", ""))
    return PersonLine(row["pk"], text, language, row["language"], row["together"] or 1)


def _together(today: date) -> Subquery:
    """How many belong to the outer person's household on that day."""
    homes = current(HouseholdMember.objects.filter(person=OuterRef(OuterRef("pk"))), today).values("household")
    members = current(HouseholdMember.objects.filter(household__in=homes), today).order_by()
    return Subquery(members.values("controller").annotate(n=Count("pk")).values("n")[:1], output_field=IntegerField())
