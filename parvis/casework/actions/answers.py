"""The receiver answers: yes, no with a reason, or a question. By the link or signed in, the same rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from parvis.casework.actions import crossing, steps
from parvis.casework.choices import DeclineReason, ReferralState, ShareState, StepState
from parvis.casework.errors import AlreadyAsked, ConsentMissing, NoQuestion, ReferralClosed
from parvis.casework.links import holder_of, live_link
from parvis.casework.models import Question, Referral, ReferralLink, Share
from parvis.casework.permissions import referrals_received_by, referrals_worked_by
from parvis.casework.rules import SHARE, UNANSWERED, state_at
from parvis.core.actions import action
from parvis.core.house import house
from parvis.core.rows import locked
from parvis.core.transitions import move
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid
from parvis.people import queries as people
from parvis.people.choices import Purpose

ACCEPT, DECLINE, ASK = "accept", "decline", "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    kind: str
    reason: str = ""
    words: str = ""


def answer_by_link(*, token: str, answer: str, reason: str = "", words: str = "", at: datetime) -> Referral:
    """`answer` is accept, decline (with a `DeclineReason`) or ask (with `words`). Raises `NotFound`, `LinkExpired`,
    `AlreadyAnswered`, `AlreadyAsked`, `ReferralClosed`, `ConsentMissing`, `Invalid`.
    """
    link = live_link(token, at)
    given = _Answer(kind=answer, reason=reason, words=words)
    return _answer_by_link(referral_id=link.referral_id, given=given, by=holder_of(link), at=at)


@action
def _answer_by_link(*, referral_id: int, given: _Answer, by: Actor, at: datetime) -> Referral:
    return _answer(crossing.under_consent(Referral.objects.all(), pk=referral_id), given, by=by, at=at)


@action
def answer_as_member(
    *,
    referral_public_id: UUID | str,
    answer: str,
    reason: str = "",
    words: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Referral:
    """The same by a signed-in member of the receiver."""
    row = crossing.under_consent(referrals_received_by(by), public_id=referral_public_id, version=version)
    return _answer(row, _Answer(kind=answer, reason=reason, words=words), by=by, at=at)


@action
def answer_question(
    *, referral_public_id: UUID | str, words: str, version: int | None = None, by: Actor, at: datetime
) -> Referral:
    """The worker answers what the receiver asked, still without identity; the receiver is told that there is news.

    Raises `NoQuestion`, `ReferralClosed`, `PreviewNamesPerson`, `Invalid`.
    """
    row = locked(referrals_worked_by(by), public_id=referral_public_id, version=version)
    if not words.strip():
        raise Invalid({"words": "casework.words_missing"})
    question = Question.objects.filter(referral=row, answered_at__isnull=True).order_by("-asked_at").first()
    state = state_at(row.state, row.expires_at, at)
    if state not in UNANSWERED:
        raise ReferralClosed(state=state)
    if state != ReferralState.ASKED or question is None:
        raise NoQuestion
    crossing.must_name_nobody(row.person_id, words=words)
    question.answer = words.strip()
    question.answered_at = at
    question.answered_by_id = by.account_id
    question.save()
    crossing.moved(row, ReferralState.ANSWERED, by=by, at=at)
    crossing.tell_change(row, at=at)
    return row


def _answer(row: Referral, given: _Answer, *, by: Actor, at: datetime) -> Referral:
    crossing.must_be_unanswered(row, at=at)
    if given.kind == ACCEPT:
        return _accept(row, by=by, at=at)
    if given.kind == DECLINE:
        return _decline(row, given.reason, by=by, at=at)
    if given.kind == ASK:
        return _ask(row, given.words, by=by, at=at)
    raise Invalid({"answer": "casework.answer_unknown"})


def _accept(row: Referral, *, by: Actor, at: datetime) -> Referral:
    consent = people.live_consent(
        person_id=row.person_id,
        recipient_id=row.receiver_id,
        purpose=Purpose.REFERRAL,
        fields=row.fields,
        at=at,
        hold=True,
    )
    if consent is None:
        raise ConsentMissing
    row.answered_at = at
    row.expires_at = consent.expires_at
    crossing.moved(row, ReferralState.ACCEPTED, by=by, at=at)
    share = Share.objects.select_for_update(no_key=True).get(referral=row)
    move(share, ShareState.OPEN, machine=SHARE, by=by, at=at)
    share.opened_at = at
    share.consent_id = consent.pk
    share.save()
    # The link serves until the outcome is told, within the life of the consent.
    until = min(at + timedelta(days=house().link_days), consent.expires_at or at)
    ReferralLink.objects.filter(referral=row, revoked_at__isnull=True, expires_at__gt=at).update(expires_at=until)
    steps.follow(row.step_id, StepState.IN_PROGRESS, by=by, at=at)
    return row


def _decline(row: Referral, reason: str, *, by: Actor, at: datetime) -> Referral:
    if reason not in DeclineReason.values:
        raise Invalid({"reason": "casework.reason_missing"})
    row.answered_at = at
    return crossing.end(row, ReferralState.DECLINED, why=reason, by=by, at=at, tell=False)


def _ask(row: Referral, words: str, *, by: Actor, at: datetime) -> Referral:
    if not words.strip():
        raise Invalid({"words": "casework.words_missing"})
    if row.state == ReferralState.ASKED:
        raise AlreadyAsked
    Question.objects.create(controller_id=row.controller_id, referral=row, text=words.strip()[:2000], asked_at=at)
    return crossing.moved(row, ReferralState.ASKED, by=by, at=at)
