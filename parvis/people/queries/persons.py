"""One person, names of several, a household."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from parvis.core.audit import log_reads
from parvis.core.fields import open_value
from parvis.core.house import house
from parvis.core.nested import Nested
from parvis.core.prepared import PreparedFor, known_id, the_one
from parvis.core.rows import one
from parvis.kernel.actor import Actor
from parvis.people.models import ContactPoint, HouseholdMember, NoticeGiven, Person, PersonName
from parvis.people.permissions import households_visible_to, persons_visible_to
from parvis.people.queries.members import current, member_view, nested_members
from parvis.people.queries.names import display_name, in_order, nested_names
from parvis.people.queries.views import ContactView, HouseholdView, NameView, NoticeView, PersonView
from parvis.people.rules import age_on


def person(actor: Actor, public_id: UUID | str) -> Person:
    """One person's row, for an action or an upper room; no read is noted. `NotFound` also for whom she may not see."""
    return one(persons_visible_to(actor), public_id=public_id)


def person_view(actor: Actor, public_id: UUID | str, at: datetime) -> PersonView:
    """A person's record in one query. Noted as read: hers (`record`), and of each who is named beside her (`household`)."""
    today = house().day(at)
    row = the_one(_RECORD.rows(actor, public_id=known_id(public_id), today=today))
    members = row.nested_household  # type: ignore[attr-defined]
    log_reads(actor=actor, reads={**_named(members), row.pk: "record"}, at=at)
    names = [NameView(text=text, kind=kind, language=lang) for text, kind, lang in in_order(row.nested_names)]  # type: ignore[attr-defined]
    return PersonView(
        id=row.pk,
        public_id=row.public_id,
        display_name=display_name(row.nested_names),  # type: ignore[attr-defined]
        names=tuple(names),
        age=age_on(row.birth_precision, row.birth, today),
        birth_precision=row.birth_precision,
        birth=row.birth,
        language=row.language,
        speaks=tuple(row.speaks),
        interpreter=row.interpreter,
        gender=row.gender,
        stage=row.stage,
        quarter=row.quarter,
        pronunciation=row.pronunciation,
        contacts=tuple(_contact(item) for item in row.nested_contacts),  # type: ignore[attr-defined]
        household=tuple(member_view(item, today) for item in members),
        household_public_id=UUID(str(row.nested_homes[0][0])) if row.nested_homes else None,  # type: ignore[attr-defined]
        registered_at=row.registered_at,
        version=row.version,
        notice=_notice(row.nested_notices),  # type: ignore[attr-defined]
    )


def display_names(actor: Actor, person_ids: Iterable[int]) -> dict[int, str]:
    """The name to show of each person the actor may see, in one query; the caller notes the reading of its list."""
    wanted = {pk for pk in person_ids if pk}
    if not wanted:
        return {}
    rows = PersonName.objects.filter(person__in=persons_visible_to(actor).filter(pk__in=wanted))
    shown: dict[int, PersonName] = {}
    for row in rows.order_by("person_id", "position", "id"):
        if row.person_id not in shown or (row.kind == "used" and shown[row.person_id].kind != "used"):
            shown[row.person_id] = row
    return {pk: row.text for pk, row in shown.items()}


def household_view(actor: Actor, public_id: UUID | str, at: datetime) -> HouseholdView:
    """A household: roles and ages of all, names of those whose record the actor may open."""
    today = house().day(at)
    row = one(
        households_visible_to(actor).annotate(
            nested=nested_members(actor, current(HouseholdMember.objects.filter(household=OuterRef("pk")), today))
        ),
        public_id=public_id,
    )
    log_reads(actor=actor, reads=_named(row.nested), at=at)  # type: ignore[attr-defined]
    members = tuple(member_view(item, today) for item in row.nested)  # type: ignore[attr-defined]
    return HouseholdView(public_id=row.public_id, label=row.label, members=members)


def _named(members: list[list[Any]]) -> dict[int, str]:
    """Those of a nested household whose names the reader sees."""
    return {item[0]: "household" for item in members if item[5]}


def _with_everything(actor: Actor, today: date) -> QuerySet[Person]:
    mine = {"person": OuterRef("pk")}
    homes = current(HouseholdMember.objects.filter(**mine), today).order_by("starts_on", "id")
    same_home = HouseholdMember.objects.filter(
        household__in=current(HouseholdMember.objects.filter(person=OuterRef(OuterRef("pk"))), today).values(
            "household"
        )
    ).exclude(person=OuterRef("pk"))
    return persons_visible_to(actor).annotate(
        nested_names=nested_names(PersonName.objects.filter(**mine)),
        nested_contacts=Nested(
            ContactPoint.objects.filter(**mine).order_by("id"), "public_id", "kind", "value", "safety", "note"
        ),
        nested_notices=Nested(
            NoticeGiven.objects.filter(**mine).order_by("-given_at", "-id")[:1],
            *("version", "language", "manner", "interpreter", "given_at"),
        ),
        nested_homes=Nested(homes[:1], "household__public_id"),
        nested_household=nested_members(actor, current(same_home, today)),
    )


def _build_record(actor: Actor, *, public_id: UUID, today: date) -> QuerySet[Person]:
    return _with_everything(actor, today).filter(public_id=public_id)


_RECORD = PreparedFor(_build_record)


def _contact(item: list[Any]) -> ContactView:
    public_id, kind, value, safety, note = item
    return ContactView(
        public_id=UUID(str(public_id)),
        kind=kind,
        value=open_value(ContactPoint, "value", public_id=public_id, sealed=value),
        safety=safety,
        note=open_value(ContactPoint, "note", public_id=public_id, sealed=note),
    )


def _notice(items: list[list[Any]]) -> NoticeView | None:
    if not items:
        return None
    version, language, manner, interpreter, given_at = items[0]
    when = datetime.fromisoformat(given_at)
    if when.tzinfo is None:  # SQLite keeps UTC without saying so
        when = when.replace(tzinfo=UTC)
    return NoticeView(version=version, language=language, manner=manner, interpreter=interpreter, given_at=when)
