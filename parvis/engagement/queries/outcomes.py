"""Questions about outcomes: the one that the person is asked now, those that staff may note, and what the evidence floor counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from parvis.core.house import house
from parvis.core.prepared import PreparedFor
from parvis.core.texts import Found, Text, best, nested_translations, translations_in
from parvis.engagement.agreement_policy import outcomes_visible_to, works
from parvis.engagement.models import OutcomeCheck
from parvis.engagement.outcome_rules import standing
from parvis.kernel.actor import Actor, ActorKind
from parvis.kernel.errors import NotFound

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """A question, about what, and how it stands: `planned`, `open`, `answered` or `unknown`."""

    public_id: UUID
    question: str
    counted_from: str
    months: int
    due_on: date
    closes_on: date
    answer: str
    answered_at: datetime | None
    by_herself: bool
    standing: str
    offer_title: Text
    offer_kind: str
    organisation_name: str
    person_id: int
    case_ref: int | None


def checks_due(actor: Actor, at: datetime) -> list[OutcomeView]:
    """The open questions: a person is asked one at a time, the one that closes first; staff see all of the persons they see.
    One query."""
    if actor.kind is not ActorKind.PERSON and not works(actor):
        return []
    today = house().day(at)
    return _views(_DUE.rows(actor, today=today, language=actor.language), today)


def outcome_question(actor: Actor, public_id: UUID | str, at: datetime) -> OutcomeView:
    """One question that the actor may answer now, or `NotFound`: of a person's, only the one that she is asked."""
    for one in checks_due(actor, at):
        if str(one.public_id) == str(public_id):
            return one
    raise NotFound


def outcomes_of(actor: Actor, person_id: int, at: datetime) -> list[OutcomeView]:
    """Every question about a person's engagements, in the order of their days. One query."""
    return _views(_OF_PERSON.rows(actor, person=person_id, language=actor.language), house().day(at))


def open_on(rows: QuerySet[OutcomeCheck], today: date) -> QuerySet[OutcomeCheck]:
    """Those that can be answered on a day, the one that closes first."""
    return rows.filter(answer="", due_on__lte=today, closes_on__gte=today).order_by("closes_on", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFact:
    """For the evidence floor: what was asked, when, and its answer; silence past its time is `unknown`. Nothing of the person."""

    offer_kind: str
    question: str
    counted_from: str
    months: int
    due_on: date
    answer: str
    standing: str


def outcome_facts(controller_id: int, since: date, until: date, at: datetime) -> list[OutcomeFact]:
    """Questions of a controller due in [since, until). For the evidence floor, which guards what leaves it."""
    rows = OutcomeCheck.objects.filter(controller_id=controller_id, due_on__gte=since, due_on__lt=until)
    today = house().day(at)
    return [
        OutcomeFact(
            offer_kind=row.engagement.offer.kind,
            question=row.question,
            counted_from=row.counted_from,
            months=row.months,
            due_on=row.due_on,
            answer=row.answer,
            standing=standing(row.answer, row.due_on, row.closes_on, today),
        )
        for row in rows.select_related("engagement__offer").order_by("due_on", "id")
    ]


def _full(rows: QuerySet[OutcomeCheck], language: str) -> QuerySet[OutcomeCheck]:
    return rows.select_related("engagement__offer__organisation").annotate(
        offer_ref=F("engagement__offer"), nested_texts=nested_translations("offer", language, "offer_ref")
    )


def _build_due(actor: Actor, *, today: date, language: str) -> QuerySet[OutcomeCheck]:
    most = 1 if actor.kind is ActorKind.PERSON else MOST
    return _full(open_on(outcomes_visible_to(actor), today), language)[:most]


def _build_of_person(actor: Actor, *, person: int, language: str) -> QuerySet[OutcomeCheck]:
    rows = outcomes_visible_to(actor).filter(engagement__person_id=person)
    return _full(rows, language).order_by("due_on", "id")[:MOST]


_DUE, _OF_PERSON = PreparedFor(_build_due), PreparedFor(_build_of_person)


def _views(rows: Iterable[OutcomeCheck], today: date) -> list[OutcomeView]:
    return [outcome_view(row, translations_in([row], "offer_ref"), today) for row in rows]


def outcome_view(row: OutcomeCheck, titles: Found, today: date) -> OutcomeView:
    """A question whose engagement, offer and organisation stand beside it."""
    engagement, offer = row.engagement, row.engagement.offer
    return OutcomeView(
        public_id=row.public_id,
        question=row.question,
        counted_from=row.counted_from,
        months=row.months,
        due_on=row.due_on,
        closes_on=row.closes_on,
        answer=row.answer,
        answered_at=row.answered_at,
        by_herself=bool(row.answer) and row.noted_by_id is None,
        standing=standing(row.answer, row.due_on, row.closes_on, today),
        offer_title=best(titles, (offer.pk, "title"), offer.title, offer.language),
        offer_kind=offer.kind,
        organisation_name=offer.organisation.name,
        person_id=engagement.person_id,
        case_ref=engagement.case_ref,
    )
