"""One case: the person, what she said yes to, what she needs, the plan, open referrals, the timeline. Six queries, seven where something was taken up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from parvis.casework.models import Case
from parvis.casework.permissions import cases_visible_to
from parvis.casework.queries import head
from parvis.casework.queries.head import CaseView
from parvis.casework.queries.parts import NeedView, PlanView, StepView
from parvis.casework.queries.referrals import ReferralLine
from parvis.casework.queries.timeline import KINDS, TimelinePage, timeline_of
from parvis.core.prepared import PreparedFor, known_id, the_one
from parvis.core.rows import one
from parvis.kernel.actor import Actor
from parvis.people import queries as people
from parvis.people.queries import ConsentView, PersonView

TABS = ("timeline", "household", "plan", "consents", "referrals", "agreements")


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What the person page shows. `timeline` is None on tabs without it."""

    case: CaseView
    person: PersonView
    consents: list[ConsentView]
    needs: list[NeedView]
    plan: PlanView | None
    steps: list[StepView]
    referrals: list[ReferralLine]
    open_referrals: list[ReferralLine]
    readers_this_week: int
    timeline: TimelinePage | None
    tab: str


def case_page(
    actor: Actor,
    case_public_id: UUID | str,
    at: datetime,
    *,
    tab: str = "timeline",
    page: int = 1,
    kinds: tuple[str, ...] = KINDS,
) -> CasePage:
    """For those who may see the case; the read is noted."""
    row = the_one(_PAGE.rows(actor, public_id=known_id(case_public_id), at=at))
    tab = tab if tab in TABS else TABS[0]
    lines = head.referrals_of(row, at)
    return CasePage(
        case=head.case_view(row, at),
        person=people.person_view(actor, row.person_public_id, at),  # type: ignore[attr-defined]
        consents=people.consents_of(actor, row.person_id, at),
        needs=head.needs_of(row),
        plan=head.plan_of(row),
        steps=head.steps_of(row),
        referrals=lines,
        open_referrals=[line for line in lines if line.is_open],
        readers_this_week=row.readers,  # type: ignore[attr-defined]
        timeline=timeline_of(actor, row, lines, at=at, page=page, kinds=kinds) if tab == "timeline" else None,
        tab=tab,
    )


def _build_page(actor: Actor, *, public_id: UUID, at: datetime) -> QuerySet[Case]:
    return head.with_everything(head.heads(actor), at).filter(public_id=public_id)


_PAGE = PreparedFor(_build_page)


def case_row(actor: Actor, case_public_id: UUID | str) -> Case:
    """The row, for actions above; no read is noted."""
    return one(cases_visible_to(actor), public_id=case_public_id)


def cases_of_person(actor: Actor, person_id: int, at: datetime) -> list[CaseView]:
    """The cases of a person that the actor may see, the open ones first."""
    return [head.case_view(row, at) for row in _OF_PERSON.rows(actor, person=person_id)]


def _build_of_person(actor: Actor, *, person: int) -> QuerySet[Case]:
    rows = head.heads(actor).filter(person_id=person)
    return rows.order_by(F("closed_at").asc(nulls_first=True), "-opened_at")


_OF_PERSON = PreparedFor(_build_of_person)
