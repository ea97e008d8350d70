"""When what the room keeps is due, and what it still needs of the rooms below (`core.clocks`)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Case as Whichever
from django.db.models import DateTimeField, F, OuterRef, Q, When
from django.db.models.expressions import Combinable

from parvis.casework.choices import CaseState
from parvis.casework.models import Case, Referral, Share, Visit
from parvis.core import clocks
from parvis.core.clocks import PERSON, Clock
from parvis.engagement import actions as engagement
from parvis.kernel.actor import Actor


def register() -> None:
    """For `apps.py`."""
    for clock in (
        Clock(
            model="casework.Case",
            since=_closed,
            person="person_id",
            controller="controller_id",
            erase=_erase_cases,
            buried=True,
        ),
        Clock(
            model="casework.Visit",
            since=lambda: F("arrived_at"),
            person="person_id",
            controller="controller_id",
        ),
        Clock(
            model="casework.ReferralLink",
            since=lambda: F("expires_at"),
            person="referral__person_id",
            controller="controller_id",
        ),
        Clock(
            model="casework.AnswerCode",
            since=lambda: F("expires_at"),
            person="referral__person_id",
            controller="controller_id",
        ),
    ):
        clocks.register(clock)
    _tie()


def _tie() -> None:
    clocks.tie(PERSON, "casework.cases", lambda: _last_case(person=OuterRef("pk")))
    # A household is helped as one: who lives with somebody who has a file stays known.
    clocks.tie(PERSON, "casework.household", lambda: _last_case(**_LIVES_WITH))
    visits = Visit.objects.filter(person=OuterRef("pk"))
    clocks.tie(PERSON, "casework.visits", lambda: clocks.latest(visits, "arrived_at"))
    clocks.tie("casework.Visit", "casework.cases", lambda: _last_case(person=OuterRef("person")))
    for label in ("engagement.Engagement", "engagement.Attendance"):
        clocks.tie(label, "casework.case", lambda: _last_case(pk=OuterRef("case_ref")))
    for stands_on in (Referral, Share):
        rows = stands_on.objects.filter(consent=OuterRef("pk"))
        clocks.tie("people.Consent", stands_on._meta.label, partial(clocks.while_there, rows))


_LIVES_WITH: dict[str, Any] = {
    "person__memberships__ends_on": None,
    "person__memberships__household__members__person": OuterRef("pk"),
    "person__memberships__household__members__ends_on": None,
}


def _closed() -> Combinable:
    return Whichever(
        When(state=CaseState.CLOSED, then=F("closed_at")), default=clocks.far(), output_field=DateTimeField()
    )


def _last_case(**of: Any) -> Combinable:
    """When the last of these cases was closed; not yet, while one of them is not."""
    return clocks.latest(Case.objects.filter(**of).annotate(end=_closed()), "end")


def _erase_cases(ids: list[Any], by: Actor, at: datetime) -> None:
    """With all that hangs on them. What she took up by them and keeps on stands without their number."""
    engagement.forget_cases(ids)
    Referral.objects.filter(Q(case__in=ids)).delete()
    Case.objects.filter(pk__in=ids).delete()
