"""What was agreed with the person; a new agreement is a new edition, the older ones stay readable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from parvis.casework.actions.cases import case_to_work_on
from parvis.casework.choices import Doer
from parvis.casework.models import Case, Need, Plan, Step
from parvis.casework.rules import STEP, STEP_OPEN
from parvis.core.actions import action
from parvis.core.transitions import record_transition
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid, NotFound, Stale


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """One thing that somebody does by a day. `text_for_person` is the same sentence in the person's language."""

    text: str
    text_for_person: str = ""
    bring: str = ""
    doer: str = Doer.PERSON
    due_on: date | None = None
    need_public_id: UUID | str | None = None


@action
def agree_plan(
    *,
    case_public_id: UUID | str,
    steps: Iterable[NewStep],
    language: str,
    manner: str,
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Plan:
    """A new edition of the plan, with its new steps; open steps of the edition before move over.

    `version` is the edition the form was made from (0 for none): `Stale` when another one was agreed meanwhile.
    """
    case = case_to_work_on(by, case_public_id)
    before = case.plans.order_by("-edition").first()
    edition = before.edition if before else 0
    if version is not None and version != edition:
        raise Stale(version=edition)
    plan = Plan.objects.create(
        controller_id=case.controller_id,
        case=case,
        edition=edition + 1,
        agreed_at=at,
        agreed_language=language,
        agreed_manner=manner,
    )
    kept = list(case.steps.filter(state__in=STEP_OPEN).order_by("position", "id"))
    for position, step in enumerate(kept):
        Step.objects.filter(pk=step.pk).update(plan=plan, position=position)
    for position, new in enumerate(steps, start=len(kept)):
        _make(case, plan, new, position=position, by=by, at=at)
    return plan


@action
def add_step(*, case_public_id: UUID | str, step: NewStep, by: Actor, at: datetime) -> Step:
    """One more step of the plan in force; a case without a plan gets its first edition, agreed with nobody yet."""
    case = case_to_work_on(by, case_public_id)
    plan = case.plans.order_by("-edition").first() or Plan.objects.create(controller_id=case.controller_id, case=case)
    return _make(case, plan, step, position=plan.steps.count(), by=by, at=at)


def _make(case: Case, plan: Plan, new: NewStep, *, position: int, by: Actor, at: datetime) -> Step:
    if not new.text.strip():
        raise Invalid({"text": "casework.step_text_missing"})
    if new.doer not in Doer.values:
        raise Invalid({"doer": "casework.doer_unknown"})
    step = Step.objects.create(
        controller_id=case.controller_id,
        case=case,
        plan=plan,
        need_id=_need(case, new.need_public_id),
        text=new.text.strip(),
        text_for_person=new.text_for_person.strip(),
        bring=new.bring.strip(),
        doer=new.doer,
        due_on=new.due_on,
        position=position,
    )
    record_transition(STEP.name, step.pk, frm="", to=step.state, by=by, at=at)
    return step


def _need(case: Case, public_id: UUID | str | None) -> int | None:
    if not public_id:
        return None
    need = Need.objects.filter(case=case, public_id=public_id).first()
    if need is None:
        raise NotFound
    return need.pk
