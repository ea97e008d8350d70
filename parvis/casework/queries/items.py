"""What waits for a worker, as one union of light rows: referrals and steps with the code of what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from parvis.casework.choices import Doer, NeedState, ReferralState, ServiceOutcome, StepState
from parvis.casework.models import Referral, Step
from parvis.casework.rules import LIVE, RUNNING
from parvis.core.fields import open_value
from parvis.core.house import house

LATE, TODAY, LATER = 0, 1, 2
LOOK_BACK = timedelta(days=30)
CONSENT_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Clock:
    """The instants a day is cut at, in the town's time."""

    at: datetime
    today: date
    midnight: datetime
    tomorrow: datetime
    week_end: datetime

    @classmethod
    def of(cls, at: datetime) -> Clock:
        """The day that `at` lies in."""
        local = at.astimezone(ZoneInfo(house().time_zone))
        midnight = datetime.combine(local.date(), time(), tzinfo=local.tzinfo)
        return cls(at, local.date(), midnight, midnight + timedelta(days=1), midnight + timedelta(days=7))

    @property
    def instants(self) -> dict[str, Any]:
        """Its fields by name, for a prepared query."""
        return {name: getattr(self, name) for name in ("at", "today", "midnight", "tomorrow", "week_end")}

    def group(self, due: datetime | date | None) -> int:
        """Late, today or later. A step is late the day after its day, a limit at its instant."""
        if due is None:
            return TODAY
        if isinstance(due, datetime):
            return LATE if due <= self.at else TODAY if due < self.tomorrow else LATER
        return LATE if due < self.today else TODAY if due == self.today else LATER


def own_items(scope: Q, clock: Clock, *, until: date) -> QuerySet[Any]:
    """What is due until that day in a caseload, and the referrals whose receiver still has time; most pressing first.

    `scope` is a condition on the case of each: a caseload is found by it, whatever the states. Rows are dicts.
    """
    asks, (said, due) = _asks(clock), _steps_due(until)
    waiting = Q(state__in=[ReferralState.SENT, ReferralState.ASKED, ReferralState.ANSWERED])
    joined = _referrals(scope & (waiting | asks[1] | asks[2]), clock).union(_steps(scope & (said | due)), all=True)
    return joined.order_by("rank", "since", "pk")


def team_items(scope: Q, clock: Clock, *, sender_id: int | None) -> QuerySet[Any]:
    """What is due today in an organisation. Each part asks for states of its own, so that indexes find few rows of many."""
    own = scope & Q(sender_id=sender_id)
    first, *others = [_referrals(own & ask, clock) for ask in _asks(clock)]
    return first.union(*others, *(_steps(scope & due) for due in _steps_due(clock.today)), all=True).order_by(
        "rank", "since", "pk"
    )


def team_keys(scope: Q, clock: Clock, *, sender_id: int | None) -> QuerySet[Any]:
    """As many rows as `team_items` has, each only a key: to be counted."""
    own = scope & Q(sender_id=sender_id)
    first, *others = [Referral.objects.filter(own & ask).values_list("pk") for ask in _asks(clock)]
    steps = [Step.objects.filter(scope & due).values_list("pk") for due in _steps_due(clock.today)]
    return first.union(*others, *steps, all=True)


def step_text(row: dict[str, Any]) -> str:
    """Opens the sealed text of a step's row; a referral has none."""
    return open_value(Step, "text", public_id=row["public_id"], sealed=row["sealed"]) if row["kind"] == "step" else ""


def _silent(clock: Clock) -> Q:
    return Q(state=ReferralState.SENT, due_at__lte=clock.at)


def _asks(clock: Clock) -> tuple[Q, Q, Q]:
    """Silence and questions; what came to nothing; consents that end."""
    asked = Q(state=ReferralState.ASKED) | Q(due_at__lte=clock.at)
    return (
        Q(state__in=[ReferralState.SENT, ReferralState.ASKED]) & asked,
        _came_to_nothing(clock),
        Q(state__in=RUNNING, consent__expires_at__lte=clock.at + CONSENT_SOON),
    )


def _steps_due(until: date) -> tuple[Q, Q]:
    """What somebody else says is done; what is due."""
    return (
        Q(state=StepState.CLAIMED) & ~Q(claimed_by=Doer.WORKER),
        Q(state__in=[StepState.PLANNED, StepState.OFFERED, StepState.IN_PROGRESS], due_on__lte=until),
    )


def _came_to_nothing(clock: Clock) -> Q:
    """Lately ended without the service, the need still open, and nobody else asked since."""
    followed = Exists(
        Referral.objects.filter(need_id=OuterRef("need_id"), created_at__gt=OuterRef("created_at")).exclude(
            state=ReferralState.DRAFT
        )
    )
    ended = Q(state__in=[ReferralState.DECLINED, ReferralState.RETURNED, ReferralState.EXPIRED], sent_at__isnull=False)
    not_given = Q(state=ReferralState.DONE, outcome=ServiceOutcome.NOT_GIVEN)
    unmet = Q(need__isnull=True) | Q(need__state=NeedState.OPEN)
    return Q(closed_at__gte=clock.at - LOOK_BACK) & (ended | not_given) & unmet & Q(~followed)


def _rank(*pressing: When) -> Choose:
    return Choose(
        *pressing,
        When(need__topic="safety", then=Value(0)),
        When(need__topic="housing", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def _referrals(where: Q, clock: Clock) -> QuerySet[Any]:
    what = Choose(
        When(_silent(clock), then=Value("silent")),
        When(state=ReferralState.ASKED, then=Value("asked")),
        When(state__in=RUNNING, then=Value("consent_ends")),
        When(state__in=LIVE, then=Value("waiting")),
        When(state=ReferralState.DONE, then=Value("not_given")),
        default=F("state"),
        output_field=CharField(),
    )
    due = Choose(
        When(state__in=RUNNING, then=F("consent__expires_at")),
        When(state__in=[ReferralState.SENT, ReferralState.ANSWERED, ReferralState.ASKED], then=F("due_at")),
        default=None,
        output_field=DateTimeField(),
    )
    return _values(
        Referral.objects.filter(where),
        kind=Value("referral"),
        what=what,
        urgent=F("urgency"),
        rank=_rank(When(urgency="emergency", then=Value(0))),
        due=due,
        on=Cast(Value(None), CharField()),
        since=Coalesce("sent_at", "created_at"),
        sealed=F("preview"),
        receiver_name=F("receiver__name"),
    )


def _steps(where: Q) -> QuerySet[Any]:
    what = Choose(
        When(state=StepState.CLAIMED, then=Value("confirm")), default=Value("step_due"), output_field=CharField()
    )
    return _values(
        Step.objects.filter(where),
        kind=Value("step"),
        what=what,
        urgent=Value(""),
        rank=_rank(),
        due=Cast(Value(None), DateTimeField()),
        on=Cast("due_on", CharField()),
        since=F("created_at"),
        sealed=F("text"),
        receiver_name=Value(""),
    )


def _values(rows: QuerySet[Any], *, urgent: Any, **columns: Any) -> QuerySet[Any]:
    return rows.order_by().values(
        "pk",
        "public_id",
        urgency_code=urgent,
        topic=Coalesce("need__topic", Value("")),
        case_public_id=F("case__public_id"),
        case_number=F("case__number"),
        whose=F("case__person_id"),
        **columns,
    )
