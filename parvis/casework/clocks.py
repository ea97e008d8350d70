"""When what the room keeps is due, and what it still needs of the rooms below (`core.clocks`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case as When_
from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.expressions import Combinable

from parvis.casework.models import Case, Referral, Share, Visit
from parvis.core import clocks
from parvis.core.clocks import PERSON, Clock
from parvis.engagement import actions as engagement
from parvis.kernel.actor import Actor

CLOSED = "closed"


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
    clocks.tie(PERSON, "casework.visits", lambda: Subquery(_last_visit()))
    clocks.tie("casework.Visit", "casework.cases", lambda: _last_case(person=OuterRef("person")))
    for label in ("engagement.Engagement", "engagement.Attendance"):
        clocks.tie(label, "casework.case", lambda: _last_case(pk=OuterRef("case_ref")))
    clocks.tie("people.Consent", "casework.referrals", lambda: _while(Referral))
    clocks.tie("people.Consent", "casework.shares", lambda: _while(Share))


_LIVES_WITH: dict[str, Any] = {
    "person__memberships__ends_on": None,
    "person__memberships__household__members__person": OuterRef("pk"),
    "person__memberships__household__members__ends_on": None,
}


def _closed() -> Combinable:
    return When_(When(state=CLOSED, then=F("closed_at")), default=clocks.far(), output_field=DateTimeField())


def _last_case(**of: Any) -> Combinable:
    """When the last of these cases was closed; not yet, while one of them is not."""
    rows = Case.objects.filter(**of).annotate(end=_closed())
    return Subquery(rows.order_by("-end").values("end")[:1])


def _last_visit() -> Any:
    return Visit.objects.filter(person=OuterRef("pk")).order_by("-arrived_at").values("arrived_at")[:1]


def _while(model: Any) -> Combinable:
    rows = model.objects.filter(consent=OuterRef("pk"))
    return When_(When(Exists(rows), then=clocks.far()), default=None, output_field=DateTimeField())


def _erase_cases(ids: list[Any], by: Actor, at: datetime) -> None:
    """With all that hangs on them. What she took up by them and keeps on stands without their number."""
    engagement.forget_cases(ids)
    Referral.objects.filter(Q(case__in=ids)).delete()
    Case.objects.filter(pk__in=ids).delete()
