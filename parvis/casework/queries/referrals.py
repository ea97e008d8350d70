"""Referrals as the sender's side sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from parvis.casework.models import Referral
from parvis.casework.permissions import referrals_visible_to
from parvis.casework.queries.parts import QuestionView, question_views
from parvis.casework.rules import LIVE, is_silent
from parvis.core.audit import log_read, reads_of
from parvis.core.rows import one
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people import queries as people

ROWS = 25
TABS = {
    "waiting": ("sent", "asked", "answered"),
    "running": ("accepted", "active"),
    "draft": ("draft",),
    "ended": ("done", "declined", "withdrawn", "returned", "expired"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """One referral in a list of the sender's side."""

    id: int
    public_id: UUID
    number: str
    state: str
    silent: bool
    urgency: str
    topic: str
    receiver_id: int
    receiver_name: str
    service_name: str
    sent_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    reason: str
    outcome: str
    over: timedelta
    person_id: int
    case_public_id: UUID
    name: str = ""
    name_language: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still runs, or waits to be sent."""
        return self.state in LIVE or self.state == "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """Everything about one referral, for its sender's side."""

    line: ReferralLine
    fields: tuple[str, ...]
    preview: str
    note: str
    outcome_words: str
    need_public_id: UUID | None
    need_words: str
    need_words_language: str
    step_public_id: UUID | None
    service_public_id: UUID | None
    consent_until: datetime | None
    share_state: str
    questions: list[QuestionView]
    opened_by_receiver: int
    person_language: str
    version: int


def referrals(
    actor: Actor, at: datetime, *, tab: str = "waiting", page: int = 1, named: bool = True
) -> tuple[list[ReferralLine], bool]:
    """A page of referrals of the cases one may see, and whether there are more; with names, whose reading is noted."""
    if tab not in TABS:
        raise NotFound
    start = (max(1, page) - 1) * ROWS
    order = "due_at" if tab == "waiting" else "-closed_at" if tab == "ended" else "-created_at"
    rows = referrals_visible_to(actor).filter(state__in=TABS[tab]).order_by(order, "-id").values(*LISTED)
    found = list(rows[start : start + ROWS + 1])
    names = people.lines(actor, [row["person_id"] for row in found[:ROWS]], at) if named else {}
    return [line_of(row, at, names.get(row["person_id"])) for row in found[:ROWS]], len(found) > ROWS


def referral_page(actor: Actor, public_id: UUID | str, at: datetime) -> ReferralView:
    """One referral; the read is noted."""
    rows = referrals_visible_to(actor).select_related("need", "step", "service", "share", "consent", "receiver", "case")
    row = one(rows.prefetch_related("questions", "links"), public_id=public_id)
    log_read(actor=actor, person_id=row.person_id, what="referral", at=at, subject=("referral", row.pk))
    names = people.lines(actor, [row.person_id], at, noted=None)
    person = names.get(row.person_id)
    share = getattr(row, "share", None)
    return ReferralView(
        line=line_of(_as_dict(row), at, person),
        fields=tuple(row.fields),
        preview=row.preview,
        note=row.note,
        outcome_words=row.outcome_words,
        need_public_id=row.need.public_id if row.need else None,
        need_words=row.need.words if row.need else "",
        need_words_language=row.need.words_language if row.need else "",
        step_public_id=row.step.public_id if row.step else None,
        service_public_id=row.service.public_id if row.service else None,
        consent_until=row.consent.expires_at if row.consent else None,
        share_state=share.state if share else "closed",
        questions=question_views(row.questions.all()),
        opened_by_receiver=_openings(row),
        person_language=person.language if person else "und",
        version=row.version,
    )


def referrals_of_case(case_id: int, at: datetime) -> list[ReferralLine]:
    """Every referral of a case, the last first; the caller has checked the case. One query."""
    rows = Referral.objects.filter(case_id=case_id).order_by("-created_at", "-id").values(*LISTED)
    return [line_of(row, at) for row in rows]


_PLAIN = (
    *("id", "public_id", "number", "state", "urgency", "receiver_id", "sent_at", "due_at", "answered_at", "closed_at"),
    *("reason", "outcome", "person_id"),
)
LISTED = (*_PLAIN, "need__topic", "receiver__name", "service__name", "case__public_id")


def line_of(row: dict[str, Any], at: datetime, person: people.PersonLine | None = None) -> ReferralLine:
    """A line of the `LISTED` columns."""
    silent = is_silent(row["state"], row["due_at"], at)
    return ReferralLine(
        **{name: row[name] for name in _PLAIN},
        topic=row["need__topic"] or "",
        receiver_name=row["receiver__name"],
        service_name=row["service__name"] or "",
        case_public_id=row["case__public_id"],
        silent=silent,
        over=at - row["due_at"] if silent else timedelta(),
        name=person.name if person else "",
        name_language=person.name_language if person else "",
    )


def _as_dict(row: Referral) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "need__topic": row.need.topic if row.need else "",
        "receiver__name": row.receiver.name,
        "service__name": row.service.name if row.service else "",
        "case__public_id": row.case.public_id,
    }


def _openings(row: Referral) -> int:
    labels = [f"link:{link.pk}" for link in row.links.all()]
    return reads_of(row.person_id).filter(actor__in=labels, what="preview").count()
