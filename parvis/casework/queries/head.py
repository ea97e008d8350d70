"""A case with its needs, plan, steps and referrals in one query: a page about one person asks the database few times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parvis.casework.models import Case, Need, Plan, Referral, Step
from parvis.casework.permissions import cases_visible_to
from parvis.casework.queries.parts import NeedView, PlanView, StepView
from parvis.casework.queries.referrals import LISTED, ReferralLine, line_of
from parvis.core.audit import reads_of
from parvis.core.fields import open_value
from parvis.core.nested import Nested, moment
from parvis.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """The head of a case."""

    id: int
    public_id: UUID
    number: str
    state: str
    close_reason: str
    restricted: bool
    opened_at: datetime
    closed_at: datetime | None
    days_open: int
    lead_id: int | None
    lead_name: str
    organisation_id: int
    organisation_name: str
    person_id: int
    person_public_id: UUID
    version: int


def heads(actor: Actor) -> QuerySet[Case]:
    """The cases one may see, with the names their head shows."""
    return cases_visible_to(actor).annotate(
        person_public_id=F("person__public_id"), lead_name=F("lead__name"), organisation_name=F("organisation__name")
    )


def with_work(rows: QuerySet[Case]) -> QuerySet[Case]:
    """And with their needs and steps, as JSON."""
    mine = {"case": OuterRef("pk")}
    return rows.annotate(
        nested_needs=Nested(Need.objects.filter(**mine).order_by("stated_at", "id"), "public_id", *_NEED),
        nested_steps=Nested(
            Step.objects.filter(**mine).order_by("position", "id"), "public_id", *_STEP, "need__public_id"
        ),
    )


def with_everything(rows: QuerySet[Case], at: datetime) -> QuerySet[Case]:
    """And with all that hangs on them, and how many different readers the last week had."""
    mine = {"case": OuterRef("pk")}
    readers = reads_of(OuterRef("person_id")).filter(at__gt=at - timedelta(days=7)).order_by()  # type: ignore[arg-type]
    return with_work(rows).annotate(
        nested_plan=Nested(Plan.objects.filter(**mine).order_by("-edition")[:1], *_PLAN),
        nested_referrals=Nested(Referral.objects.filter(**mine).order_by("-created_at", "-id"), *LISTED),
        readers=Coalesce(
            Subquery(
                readers.values("person_id").annotate(n=Count("actor", distinct=True)).values("n"),
                output_field=IntegerField(),
            ),
            0,
        ),
    )


_NEED = ("topic", "dimension", "words", "words_language", "stated_by", "severity", "state", "stated_at", "version")
_STEP = (
    *("id", "text", "text_for_person", "bring", "doer", "due_on", "state"),
    *("claimed_by", "confirmed_by", "reason", "version"),
)
_PLAN = ("edition", "agreed_at", "agreed_language", "agreed_manner")


def case_view(row: Case, at: datetime) -> CaseView:
    """Of a row of `heads`."""
    return CaseView(
        id=row.pk,
        public_id=row.public_id,
        number=row.number,
        state=row.state,
        close_reason=row.close_reason,
        restricted=row.restricted,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        days_open=((row.closed_at or at) - row.opened_at).days,
        lead_id=row.lead_id,
        lead_name=row.lead_name or "",  # type: ignore[attr-defined]
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name,  # type: ignore[attr-defined]
        person_id=row.person_id,
        person_public_id=row.person_public_id,  # type: ignore[attr-defined]
        version=row.version,
    )


def needs_of(row: Case) -> list[NeedView]:
    """Of a row of `with_work`, in the order they were said."""
    return [_need(item) for item in row.nested_needs]  # type: ignore[attr-defined]


def steps_of(row: Case) -> list[StepView]:
    """In the order of the plan."""
    return [_step(item) for item in row.nested_steps]  # type: ignore[attr-defined]


def plan_of(row: Case) -> PlanView | None:
    """The edition in force."""
    for edition, agreed_at, language, manner in row.nested_plan:  # type: ignore[attr-defined]
        return PlanView(edition=edition, agreed_at=moment(agreed_at), agreed_language=language, agreed_manner=manner)
    return None


def referrals_of(row: Case, at: datetime) -> list[ReferralLine]:
    """The last first."""
    return [line_of(_referral(item), at) for item in row.nested_referrals]  # type: ignore[attr-defined]


def _need(item: list[Any]) -> NeedView:
    public_id, *values = item
    known = dict(zip(_NEED, values, strict=True))
    known["words"] = open_value(Need, "words", public_id=public_id, sealed=known["words"])
    known["stated_at"] = moment(known["stated_at"])
    return NeedView(public_id=UUID(str(public_id)), **known)


def _step(item: list[Any]) -> StepView:
    public_id, *values, need = item
    known = dict(zip(_STEP, values, strict=True))
    for field in ("text", "text_for_person", "bring"):
        known[field] = open_value(Step, field, public_id=public_id, sealed=known[field])
    known["due_on"] = date.fromisoformat(known["due_on"]) if known["due_on"] else None
    return StepView(public_id=UUID(str(public_id)), need_public_id=UUID(str(need)) if need else None, **known)


def _referral(item: list[Any]) -> dict[str, Any]:
    known = dict(zip(LISTED, item, strict=True))
    for field in ("sent_at", "due_at", "answered_at", "closed_at"):
        known[field] = moment(known[field])
    for field in ("public_id", "case__public_id"):
        known[field] = UUID(str(known[field]))
    return known
