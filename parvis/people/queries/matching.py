"""What the eligibility engine may know of a person, and to whom she has said yes already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet

from parvis.core.audit import log_read
from parvis.core.house import house
from parvis.core.nested import Nested
from parvis.core.prepared import PreparedFor, the_one
from parvis.engines.eligibility import Span
from parvis.kernel.actor import Actor
from parvis.people.choices import ConsentState, Gender, HouseholdRole, Purpose, Stage
from parvis.people.models import Consent, Person, PersonName
from parvis.people.permissions import persons_visible_to
from parvis.people.queries.lines import PersonLine
from parvis.people.queries.members import home_of, nested_home, role_and_birth
from parvis.people.queries.names import in_order, nested_names
from parvis.people.rules import age_span


@dataclass(frozen=True, slots=True, kw_only=True)
class ForMatching:
    """Known facts by the engine's names: what is unknown or not said is absent, what is known roughly is a `Span`.

    `quarter` as it was said; `consented`: organisations with a live consent to be asked for help.
    """

    person: PersonLine
    facts: dict[str, object]
    quarter: str
    consented: frozenset[int]


def for_matching(actor: Actor, person_id: int, at: datetime) -> ForMatching:
    """One query, and one line in her read log (`facts`)."""
    today = house().day(at)
    row = the_one(_FACTS.rows(actor, person=person_id, today=today, at=at))
    log_read(actor=actor, person_id=row.pk, what="facts", at=at)
    home = [role_and_birth(item) for item in row.nested_home]
    names = in_order(row.nested_names)
    text, _kind, language = next((name for name in names if name[1] == "used"), names[0] if names else ("", "", ""))
    return ForMatching(
        person=PersonLine(row.pk, text, language, row.language, len(home) or 1),
        facts=_facts(row, home, today),
        quarter=row.quarter,
        consented=frozenset(item[0] for item in row.nested_consents),
    )


def _build_facts(actor: Actor, *, person: int, today: date, at: datetime) -> QuerySet[Person]:
    mine = {"person": OuterRef("pk")}
    yes = Consent.objects.filter(
        **mine, purpose=Purpose.REFERRAL, state=ConsentState.GIVEN, expires_at__gt=at, recipient__isnull=False
    )
    return (
        persons_visible_to(actor)
        .filter(pk=person)
        .annotate(
            nested_names=nested_names(PersonName.objects.filter(**mine)),
            nested_home=nested_home(home_of(today)),
            nested_consents=Nested(yes.order_by("id"), "recipient_id"),
        )
    )


_FACTS = PreparedFor(_build_facts)


def _facts(row: Any, home: list[tuple[str, str, str]], today: date) -> dict[str, object]:
    facts: dict[str, object] = {"speaks": frozenset(row.speaks)} if row.speaks else {}
    if span := age_span(row.birth_precision, row.birth, today):
        facts["age"] = _number(*span)
    if row.gender not in {Gender.UNKNOWN, Gender.NOT_SAID}:
        facts["gender"] = row.gender
    if row.stage != Stage.UNKNOWN:
        facts["stage"] = row.stage
    if row.language != "und":
        facts["language"] = row.language
    if town := town_of(row.quarter):
        facts["lives_in"] = town
    children = _children(home, today)
    return facts if children is None else {**facts, "household_children": children}


def town_of(quarter: str) -> str:
    """The locality of a quarter, by id or by any of its names in the house's own gazetteer; empty when nobody knows."""
    wanted = quarter.strip().casefold()
    for place in getattr(settings, "PARVIS_TOWN", {}).get("gazetteer", []) if wanted else []:
        if wanted in {str(name).casefold() for name in (place["id"], *place["name"].values())}:
            return str(place.get("in", place["id"]))
    return ""


def _children(home: Iterable[tuple[str, str, str]], today: date) -> int | Span | None:
    """How many are under age, those of unknown age as a span; None for somebody whose household we don't know."""
    surely = perhaps = known = 0
    for role, precision, birth in home:
        known += 1
        span = age_span(precision, birth, today)
        if span is None:
            surely += role == HouseholdRole.CHILD
            perhaps += role == HouseholdRole.OTHER
        elif span[1] < house().adulthood:
            surely += 1
        elif span[0] < house().adulthood:
            perhaps += 1
    return _number(surely, surely + perhaps) if known else None


def _number(low: int, high: int) -> int | Span:
    return low if low == high else Span(low, high)
