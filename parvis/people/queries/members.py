"""Members of a household, as far as the reader may know."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from parvis.core.fields import open_value
from parvis.core.nested import Nested
from parvis.kernel.actor import Actor
from parvis.people.models import HouseholdMember, Person, PersonName
from parvis.people.permissions import persons_visible_to
from parvis.people.queries.names import display_name, nested_names
from parvis.people.queries.views import MemberView
from parvis.people.rules import age_on


def current(rows: QuerySet[HouseholdMember], today: date) -> QuerySet[HouseholdMember]:
    """Who lives there on that day."""
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)


def home_of(today: date) -> QuerySet[HouseholdMember]:
    """Everybody of the outer person's household on that day, herself among them."""
    homes = current(HouseholdMember.objects.filter(person=OuterRef(OuterRef("pk"))), today).values("household")
    return current(HouseholdMember.objects.filter(household__in=homes), today)


def nested_home(rows: QuerySet[HouseholdMember]) -> Nested:
    """Role, public id, birth (sealed), its precision: what `role_and_birth` opens. Nobody's name."""
    return Nested(rows.order_by("id"), "role", "person__public_id", "person__birth", "person__birth_precision")


def role_and_birth(item: list[Any]) -> tuple[str, str, str]:
    """Role, precision and birth of an item of `nested_home`."""
    role, public_id, birth, precision = item
    return role, precision, open_value(Person, "birth", public_id=public_id, sealed=birth)


def nested_members(actor: Actor, rows: QuerySet[HouseholdMember]) -> Nested:
    """Row id, role, public id, birth, its precision, whether the actor may see her, names (sealed)."""
    return Nested(
        rows.order_by("starts_on", "id"),
        *("person_id", "role", "person__public_id", "person__birth", "person__birth_precision"),
        Exists(persons_visible_to(actor).filter(pk=OuterRef("person_id"))),
        nested_names(PersonName.objects.filter(person=OuterRef("person_id"))),
    )


def member_view(item: list[Any], today: date) -> MemberView:
    """A name and a link only where the reader may open the record."""
    _, role, public_id, birth, precision, visible, names = item
    born = open_value(Person, "birth", public_id=public_id, sealed=birth)
    return MemberView(
        role=role,
        age=age_on(precision, born, today),
        person_public_id=UUID(str(public_id)) if visible else None,
        display_name=display_name(names) if visible else None,
        separate=not visible,
    )
