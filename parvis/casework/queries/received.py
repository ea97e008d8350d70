"""Referrals as the receiver's side sees them: a preview without identity, and after a yes what the share names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from parvis.casework.links import holder_of, live_link
from parvis.casework.models import Referral
from parvis.casework.permissions import referrals_received_by
from parvis.casework.queries.parts import QuestionView, question_views
from parvis.casework.rules import LIVE, RUNNING, UNANSWERED, age_band, size_band, state_at
from parvis.casework.shares import Identity, hand_over, open_share
from parvis.core.audit import log_read
from parvis.core.rows import one
from parvis.kernel.actor import Actor
from parvis.kernel.errors import NotFound
from parvis.people import queries as people
from parvis.people.choices import Field

ROWS = 25
TABS = {
    "new": ("sent", "asked", "answered"),
    "running": ("accepted", "active"),
    "ended": ("done", "declined", "withdrawn", "returned", "expired"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What may be read before a yes. A referral that ended shows its number and state, and nothing else.

    Language, age and household are None unless the person consented to send them.
    """

    public_id: UUID
    number: str
    state: str
    urgency: str
    sent_at: datetime
    due_at: datetime
    receiver_name: str
    sender_name: str
    sender_phone: str
    sender_email: str
    topic: str
    text: str
    service_name: str
    fields: tuple[str, ...]
    language: str | None
    interpreter: bool | None
    age_band: str | None
    household_band: str | None
    questions: list[QuestionView]
    reason: str
    outcome: str
    can_answer: bool
    can_ask: bool
    is_accepted: bool
    consent_until: datetime | None
    late: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedRow:
    """One line of the receiver's list: nothing of the person, and once it is over nothing of what was needed either."""

    public_id: UUID
    number: str
    state: str
    urgency: str
    topic: str
    service_name: str
    sender_name: str
    sent_at: datetime
    due_at: datetime
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedView:
    """One referral for a signed-in member of the receiver; `identity` only while the share is open."""

    preview: Preview
    identity: Identity | None


def preview_by_link(token: str, at: datetime) -> Preview:
    """Changes nothing; the opening is noted. Raises `NotFound`, `LinkExpired`."""
    link = live_link(token, at)
    row = one(_full(Referral.objects.all()), pk=link.referral_id)
    log_read(actor=holder_of(link), person_id=row.person_id, what="preview", at=at, subject=("referral", row.pk))
    return _preview(row, at)


def received(actor: Actor, at: datetime, *, tab: str = "new", page: int = 1) -> tuple[list[ReceivedRow], bool]:
    """A page of what was sent to the actor's organisation, and whether there is more. One query."""
    if tab not in TABS:
        raise NotFound
    start = (max(1, page) - 1) * ROWS
    rows = (
        referrals_received_by(actor)
        .filter(state__in=TABS[tab])
        .order_by("due_at" if tab == "new" else "-sent_at", "id")
    )
    columns = ("public_id", "number", "state", "urgency", "sent_at", "due_at", "expires_at")
    found = list(
        rows.values(*columns, topic=F("need__topic"), service_name=F("service__name"), sender_name=F("sender__name"))[
            start : start + ROWS + 1
        ]
    )
    return [_row(row, at) for row in found[:ROWS]], len(found) > ROWS


def received_counts(actor: Actor) -> dict[str, int]:
    """How many referrals each tab of the receiver holds: of her own organisation's list."""
    return referrals_received_by(actor).aggregate(
        **{tab: Count("pk", filter=Q(state__in=states)) for tab, states in TABS.items()}
    )


def received_referral(actor: Actor, public_id: UUID | str, at: datetime) -> ReceivedView:
    """One referral; with identity the read is noted as such, otherwise as a preview."""
    row = one(_full(referrals_received_by(actor)), public_id=public_id)
    share = open_share(row, at=at)
    if share is not None:
        return ReceivedView(preview=_preview(row, at), identity=hand_over(row, actor=actor, at=at, share=share))
    log_read(actor=actor, person_id=row.person_id, what="preview", at=at, subject=("referral", row.pk))
    return ReceivedView(preview=_preview(row, at), identity=None)


def _full(rows: Any) -> Any:
    return rows.select_related("need", "service", "sender", "receiver", "consent").prefetch_related("questions")


def _row(row: dict[str, Any], at: datetime) -> ReceivedRow:
    state = state_at(row["state"], row.pop("expires_at"), at)
    told = {name: (row[name] or "") if state in LIVE else "" for name in ("topic", "service_name")}
    return ReceivedRow(**{**row, **told, "state": state}, late=state == "sent" and row["due_at"] <= at)


def _preview(row: Referral, at: datetime) -> Preview:
    assert row.sent_at is not None
    assert row.due_at is not None
    state = state_at(row.state, row.expires_at, at)
    alive = state in LIVE
    facts = people.preview_facts(row.person_id, at) if alive else None
    fields = set(row.fields) if alive else set()
    spoken = facts if facts and Field.LANGUAGE in fields else None
    aged = facts if facts and Field.AGE in fields else None
    housed = facts if facts and Field.HOUSEHOLD in fields else None
    return Preview(
        public_id=row.public_id,
        number=row.number,
        state=state,
        urgency=row.urgency,
        sent_at=row.sent_at,
        due_at=row.due_at,
        receiver_name=row.receiver.name,
        sender_name=row.sender.name,
        sender_phone=row.sender.contact_phone,
        sender_email=row.sender.contact_email,
        topic=row.need.topic if alive and row.need else "",
        text=row.preview if alive else "",
        service_name=row.service.name if alive and row.service else "",
        fields=tuple(row.fields) if alive else (),
        language=spoken.language if spoken else None,
        interpreter=spoken.interpreter if spoken else None,
        age_band=age_band(aged.age) if aged else None,
        household_band=size_band(housed.household_size) if housed else None,
        questions=question_views(row.questions.all()) if alive else [],
        reason=row.reason if state in {"declined", "returned"} else "",
        outcome=row.outcome,
        can_answer=state in UNANSWERED,
        can_ask=state in {"sent", "answered"},
        is_accepted=state in RUNNING,
        consent_until=row.consent.expires_at if alive and row.consent else None,
        late=state == "sent" and row.due_at <= at,
        version=row.version,
    )
