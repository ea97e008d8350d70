"""Referrals as their sender's side sees them. Lists carry no names; reading one is noted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from parvis.access.choices import Role
from parvis.api.doors import Staff
from parvis.casework import queries as casework
from parvis.core.clock import now

router = Router(tags=["referrals"])
Page = Annotated[int, Query(ge=1, le=10_000)]
WORKERS = Staff(Role.CASEWORKER, Role.MEDIATOR, purpose="casework")


class QuestionOut(Schema):
    """What the receiver asked, and the answer."""

    text: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


class ReferralOut(Schema):
    """One line: nothing of the person."""

    id: UUID
    number: str
    state: str
    silent: bool
    urgency: str
    topic: str
    receiver: str
    service: str
    sent_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    reason: str
    outcome: str
    case_id: UUID


class ReferralsOut(Schema):
    """A page of them."""

    results: list[ReferralOut]
    more: bool


class ReferralDetailOut(ReferralOut):
    """One referral with what was shared and asked."""

    name: str
    fields: list[str]
    preview: str
    share: str
    consent_until: datetime | None
    questions: list[QuestionOut]
    version: int


@router.get("/referrals", auth=WORKERS, response=ReferralsOut, summary="Referrals sent")
def referrals(
    request: HttpRequest, tab: Literal["waiting", "running", "draft", "ended"] = "waiting", page: Page = 1
) -> ReferralsOut:
    """Of the cases one may see, 25 a page."""
    lines, more = casework.referrals(request.actor, now(), tab=tab, page=page, named=False)  # type: ignore[attr-defined]
    return ReferralsOut(results=[ReferralOut(**_line(line)) for line in lines], more=more)


@router.get("/referrals/{referral_id}", auth=WORKERS, response=ReferralDetailOut, summary="One referral sent")
def referral(request: HttpRequest, referral_id: str) -> ReferralDetailOut:
    """The reading is noted and shown to the person."""
    view = casework.referral_page(request.actor, referral_id, now())  # type: ignore[attr-defined]
    return ReferralDetailOut(
        **_line(view.line),
        name=view.line.name,
        fields=list(view.fields),
        preview=view.preview,
        share=view.share_state,
        consent_until=view.consent_until,
        questions=[QuestionOut.from_orm(one) for one in view.questions],
        version=view.version,
    )


def _line(line: casework.ReferralLine) -> dict[str, Any]:
    same = ("number", "state", "silent", "urgency", "topic", "sent_at", "due_at", "answered_at", "reason", "outcome")
    return {
        **{name: getattr(line, name) for name in same},
        "id": line.public_id,
        "receiver": line.receiver_name,
        "service": line.service_name,
        "case_id": line.case_public_id,
    }
