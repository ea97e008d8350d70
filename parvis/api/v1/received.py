"""Referrals as the receiver's signed-in members see them: who it is only while the share is open."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from parvis.access.choices import Role
from parvis.api.doors import Staff
from parvis.api.v1.referrals import Page, QuestionOut
from parvis.casework import actions
from parvis.casework import queries as casework
from parvis.core.clock import now

router = Router(tags=["received"])
RECEIVERS = Staff(Role.PROVIDER, Role.CASEWORKER, purpose="referral")


class ReceivedOut(Schema):
    """One line: nothing of the person."""

    id: UUID
    number: str
    state: str
    urgency: str
    topic: str
    service: str
    sender: str
    sent_at: datetime
    due_at: datetime
    late: bool


class ReceivedListOut(Schema):
    """A page of them."""

    results: list[ReceivedOut]
    more: bool


class IdentityOut(Schema):
    """The fields that the person agreed to share, and no other."""

    fields: list[str]
    values: dict[str, Any]
    need_words: str
    note: str


class ReceivedDetailOut(ReceivedOut):
    """What may be read; `identity` is null unless the share is open."""

    text: str
    language: str | None
    interpreter: bool | None
    age_band: str | None
    household_band: str | None
    questions: list[QuestionOut]
    can_answer: bool
    identity: IdentityOut | None
    version: int


class AnswerIn(Schema):
    """Yes, no with a reason, or a question. `version` is that of the referral as it was read."""

    answer: Literal["accept", "decline", "ask"]
    reason: str = Field("", max_length=40)
    words: str = Field("", max_length=2000)
    version: int


@router.get("/received", auth=RECEIVERS, response=ReceivedListOut, summary="Referrals received")
def received(request: HttpRequest, tab: Literal["new", "running", "ended"] = "new", page: Page = 1) -> ReceivedListOut:
    """What was sent to the organisation acted for, 25 a page."""
    rows, more = casework.received(request.actor, now(), tab=tab, page=page)  # type: ignore[attr-defined]
    return ReceivedListOut(results=[ReceivedOut(**_line(row)) for row in rows], more=more)


@router.get("/received/{referral_id}", auth=RECEIVERS, response=ReceivedDetailOut, summary="One referral received")
def received_one(request: HttpRequest, referral_id: str) -> ReceivedDetailOut:
    """The reading is noted: as one of the preview, or of who it is."""
    return _detail(casework.received_referral(request.actor, referral_id, now()))  # type: ignore[attr-defined]


@router.post("/received/{referral_id}/answer", auth=RECEIVERS, response=ReceivedDetailOut, summary="Answer a referral")
def answer(request: HttpRequest, referral_id: str, given: AnswerIn) -> ReceivedDetailOut:
    """The same rules as on the page: an older version is refused, and so is a second answer."""
    actor = request.actor  # type: ignore[attr-defined]
    actions.answer_as_member(
        referral_public_id=referral_id, answer=given.answer, reason=given.reason, words=given.words,
        version=given.version, by=actor, at=now(),
    )  # fmt: skip
    return _detail(casework.received_referral(actor, referral_id, now()))


def _line(row: casework.ReceivedRow | casework.Preview) -> dict[str, Any]:
    same = ("number", "state", "urgency", "topic", "sent_at", "due_at", "late")
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.public_id,
        "service": row.service_name,
        "sender": row.sender_name,
    }


def _detail(view: casework.ReceivedView) -> ReceivedDetailOut:
    preview, who = view.preview, view.identity
    same = ("text", "language", "interpreter", "age_band", "household_band", "can_answer", "version")
    identity = (
        None
        if who is None
        else IdentityOut(fields=list(who.fields), values=dict(who.values), need_words=who.need_words, note=who.note)
    )
    return ReceivedDetailOut(
        **_line(preview),
        **{name: getattr(preview, name) for name in same},
        questions=[QuestionOut.from_orm(one) for one in preview.questions],
        identity=identity,
    )
