"""When what the room keeps is due. An upper room ties what belongs to a case of its own (`core.clocks`)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Case, DateTimeField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from parvis.core import clocks
from parvis.core.clocks import PERSON, Clock
from parvis.core.models import Transition
from parvis.engagement.models import Attendance, Engagement
from parvis.engagement.rules import ENGAGEMENT

_ASKED = ("interested", "requested", "waitlisted")
_TAKEN = ("offered", "accepted", "active")


def register() -> None:
    """For `apps.py`."""
    for clock in (
        Clock(
            model="engagement.Engagement",
            since=_engagement_ended,
            person="person_id",
            controller="controller_id",
            buried=True,
        ),
        Clock(
            model="engagement.Attendance",
            since=lambda: F("session__ends_at"),
            person="person_id",
            controller="controller_id",
        ),
        Clock(model="engagement.Session", since=lambda: F("ends_at"), controller="controller_id"),
        Clock(model="engagement.Feed", since=lambda: F("closed_at"), person="person_id"),
    ):
        clocks.register(clock)
    attendances = Attendance.objects.filter(person=OuterRef("pk"))
    clocks.tie(PERSON, "engagement.engagements", lambda: _last_engagement("pk", "person"))
    clocks.tie(PERSON, "engagement.given", lambda: _last_engagement("pk", "offer__given_by"))
    clocks.tie(PERSON, "engagement.attendances", lambda: clocks.latest(attendances, "session__ends_at"))
    # That she came stands as long as what she came for; a session as long as somebody's coming.
    clocks.tie("engagement.Attendance", "engagement.of", lambda: _last_engagement("engagement", "pk"))
    for needed_by in (Attendance, Engagement):
        rows = needed_by.objects.filter(session=OuterRef("pk"))
        clocks.tie("engagement.Session", needed_by._meta.label, partial(clocks.while_there, rows))


def _engagement_ended() -> Combinable:
    """The end, as the log of states has it; a place that runs, the last day of what is offered; a wish, the day of it."""
    moves = Transition.objects.filter(subject_kind=ENGAGEMENT.name, subject_id=OuterRef("pk"))
    return Case(
        When(state__in=_TAKEN, then=Coalesce(Cast("offer__ends_on", DateTimeField()), clocks.far())),
        When(state__in=_ASKED, then=Coalesce("requested_at", "created_at")),
        default=Coalesce(Subquery(moves.order_by("-at").values("at")[:1]), F("created_at")),
        output_field=DateTimeField(),
    )


def _last_engagement(outer: str, own: str) -> Combinable:
    rows: QuerySet[Any] = Engagement.objects.filter(**{own: OuterRef(outer)}).annotate(end=_engagement_ended())
    return clocks.latest(rows, "end")
