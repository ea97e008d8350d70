"""Small views that several pages share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from parvis.casework.models import Need, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedView:
    """A need in the person's words."""

    public_id: UUID
    topic: str
    dimension: str
    words: str
    words_language: str
    stated_by: str
    severity: str
    state: str
    stated_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step. Who claimed it can not confirm it."""

    id: int
    public_id: UUID
    text: str
    text_for_person: str
    bring: str
    doer: str
    due_on: date | None
    state: str
    claimed_by: str
    confirmed_by: str
    reason: str
    need_public_id: UUID | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """An edition of the plan: what was agreed, in which language and manner."""

    edition: int
    agreed_at: datetime | None
    agreed_language: str
    agreed_manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """What the receiver asked, and what the worker answered."""

    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


def need_view(row: Need) -> NeedView:
    """As stored."""
    return NeedView(
        public_id=row.public_id,
        topic=row.topic,
        dimension=row.dimension,
        words=row.words,
        words_language=row.words_language,
        stated_by=row.stated_by,
        severity=row.severity,
        state=row.state,
        stated_at=row.stated_at,
        version=row.version,
    )


def question_views(rows: Iterable[Question]) -> list[QuestionView]:
    """Oldest first."""
    return [
        QuestionView(text=row.text, asked_at=row.asked_at, answer=row.answer, answered_at=row.answered_at)
        for row in sorted(rows, key=lambda row: (row.asked_at, row.pk))
    ]


def languages_of(facts: dict[str, object]) -> frozenset[str]:
    """Every language a person speaks, as far as her facts tell."""
    spoken = facts.get("speaks")
    known = set(spoken) if isinstance(spoken, frozenset | set | list | tuple) else set()
    if isinstance(first := facts.get("language"), str):
        known.add(first)
    return frozenset(known)
