"""Outcomes: planned when something begins or ends, asked at their time, answered by the person or noted by staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from parvis.core.actions import action
from parvis.core.events import announce
from parvis.core.house import house
from parvis.core.rows import locked
from parvis.engagement.agreement_choices import CountedFrom, OutcomeAnswer, OutcomeQuestion
from parvis.engagement.agreement_errors import OutcomeAnswered, OutcomeNotYet, OutcomeOver
from parvis.engagement.agreement_events import OutcomeTold
from parvis.engagement.agreement_policy import outcomes_visible_to, works
from parvis.engagement.models import Engagement, OutcomeCheck
from parvis.engagement.outcome_rules import closes_on, months_after, question_for, standing
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import Invalid, NotFound


@action
def plan_outcome_checks(
    *,
    engagement_id: int,
    months: Iterable[int],
    counted_from: str = CountedFrom.START,
    question: str = "",
    by: Actor,
    at: datetime,
) -> list[OutcomeCheck]:
    """One question for each of these months after `at`, in the town's days. Planned again, nothing is added or moved.

    For the verbs of the room itself, which have checked who acts. The question is the kind's own unless one is named.
    """
    engagement = Engagement.objects.select_related("offer").get(pk=engagement_id)
    asked = question or question_for(engagement.offer.kind)
    if asked not in OutcomeQuestion.values or counted_from not in CountedFrom.values:
        raise Invalid({"question": "not_a_choice"})
    return [
        OutcomeCheck.objects.get_or_create(
            engagement=engagement,
            counted_from=counted_from,
            months=month,
            question=asked,
            defaults={"controller_id": engagement.controller_id, "due_on": due, "closes_on": closes_on(due)},
        )[0]
        for month in sorted(set(months))
        if (due := months_after(house().day(at), month))
    ]


@action
def answer_outcome(*, check_public_id: UUID | str, answer: str, by: Actor, at: datetime) -> OutcomeCheck:
    """Within its time only: an answer given later tells of another day. "I prefer not to say" is an answer."""
    row = locked(outcomes_visible_to(by), public_id=check_public_id)
    herself = by.kind is ActorKind.PERSON
    if not (herself or works(by)):
        raise NotFound
    if answer not in OutcomeAnswer.values:
        raise Invalid({"answer": "engagement.answer_missing" if not answer else "not_a_choice"})
    stands = standing(row.answer, row.due_on, row.closes_on, house().day(at))
    if stands == "answered":
        raise OutcomeAnswered
    if stands == "planned":
        raise OutcomeNotYet
    if stands == "unknown":
        raise OutcomeOver
    row.answer, row.answered_at = answer, at
    row.noted_by_id = None if herself else by.staff_id
    row.save()
    announce(
        OutcomeTold(
            check_id=row.pk,
            engagement_id=row.engagement_id,
            person_id=row.engagement.person_id,
            case_ref=row.engagement.case_ref,
            answer=answer,
            at=at,
            actor=by,
        )
    )
    return row
