"""When what the room keeps is due. What upper rooms still need, they tie (`core.clocks`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from parvis.core import clocks
from parvis.core.clocks import PERSON, Clock
from parvis.core.retention import erase_unless_held
from parvis.kernel.actor import Actor
from parvis.people.models import Consent, HouseholdMember, Part, Person

NEWCOMER = "newcomer"


def register() -> None:
    """For `apps.py`."""
    for clock in (
        Clock(
            model=PERSON,
            since=lambda: F("registered_at"),
            person="pk",
            controller="controller_id",
            erase=_erase,
            one_by_one=True,
        ),
        Clock(model="people.Household", since=lambda: F("created_at"), controller="controller_id", where=_nobodys),
        Clock(
            model="people.Consent", since=_consent_ended, person="person_id", controller="controller_id", buried=True
        ),
        Clock(model="people.Invitation", since=lambda: F("expires_at"), person="person_id", controller="controller_id"),
    ):
        clocks.register(clock)
    clocks.tie(PERSON, "people.parts", _last_part)
    clocks.tie(
        PERSON,
        "people.consents",
        lambda: clocks.latest(Consent.objects.filter(person=OuterRef("pk")), "explained_at"),
    )
    # Who says yes for a child stays known as long as that counts.
    clocks.tie(
        PERSON,
        "people.guardian",
        lambda: clocks.latest(Consent.objects.filter(guardian=OuterRef("pk")).annotate(end=_consent_ended()), "end"),
    )
    # The account of somebody's own page goes with her.
    clocks.tie(
        "access.Account",
        "people.own",
        lambda: clocks.while_there(Person.objects.filter(account=OuterRef("pk"))),
    )


def _erase(ids: list[Any], by: Actor, at: datetime) -> None:
    for pk in ids:
        erase_unless_held(person_id=pk, by=by, at=at)


def _nobodys() -> Q:
    return ~Exists(HouseholdMember.objects.filter(household=OuterRef("pk")))  # type: ignore[return-value]


def _consent_ended() -> Combinable:
    """A yes ends by itself; what nobody said yes to counts from the day on which it was explained."""
    return Case(
        When(state="given", then=F("expires_at")),
        default=Coalesce("ended_at", "explained_at"),
        output_field=DateTimeField(),
    )


def _last_part() -> Combinable:
    """A host's part counts to its end. A newcomer's has none that anybody would write down: of her the cases tell."""
    began, ended = Cast("starts_on", DateTimeField()), Cast("ends_on", DateTimeField())
    end = Case(
        When(ends_on=None, part=NEWCOMER, then=began),
        When(ends_on=None, then=clocks.far()),
        default=ended,
        output_field=DateTimeField(),
    )
    return clocks.latest(Part.objects.filter(person=OuterRef("pk")).annotate(end=end), "end")
