"""What happened: the receiver starts, and tells whether the service was given. The step waits for another party's word."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.casework.actions import crossing, steps
from parvis.casework.choices import NotGivenReason, ReferralState, ServiceOutcome, StepState
from parvis.casework.links import holder_of, live_link
from parvis.casework.models import Referral
from parvis.casework.permissions import referrals_received_by
from parvis.core.actions import action
from parvis.core.rows import locked
from parvis.kernel.actor import Actor
from parvis.kernel.errors import Invalid


@action
def start(*, referral_public_id: UUID | str, version: int | None = None, by: Actor, at: datetime) -> Referral:
    """The receiver has begun."""
    return _start(locked(referrals_received_by(by), public_id=referral_public_id, version=version), by=by, at=at)


def start_by_link(*, token: str, at: datetime) -> Referral:
    """The same, through the link."""
    link = live_link(token, at)
    return _start_by_link(referral_id=link.referral_id, by=holder_of(link), at=at)


@action
def _start_by_link(*, referral_id: int, by: Actor, at: datetime) -> Referral:
    return _start(crossing.by_link(referral_id), by=by, at=at)


@action
def report_outcome(
    *,
    referral_public_id: UUID | str,
    outcome: str,
    reason: str = "",
    words: str = "",
    version: int | None = None,
    by: Actor,
    at: datetime,
) -> Referral:
    """`given`, or `not_given` with a `NotGivenReason`. The share closes; a step whose service was given is claimed done."""
    row = locked(referrals_received_by(by), public_id=referral_public_id, version=version)
    return _report(row, outcome, reason, words, by=by, at=at)


def report_outcome_by_link(*, token: str, outcome: str, reason: str = "", words: str = "", at: datetime) -> Referral:
    """The same, through the link, after acceptance."""
    link = live_link(token, at)
    return _report_by_link(referral_id=link.referral_id, told=(outcome, reason, words), by=holder_of(link), at=at)


@action
def _report_by_link(*, referral_id: int, told: tuple[str, str, str], by: Actor, at: datetime) -> Referral:
    return _report(crossing.by_link(referral_id), *told, by=by, at=at)


def _start(row: Referral, *, by: Actor, at: datetime) -> Referral:
    crossing.must_run(row, at=at)
    return crossing.moved(row, ReferralState.ACTIVE, by=by, at=at)


def _report(row: Referral, outcome: str, reason: str, words: str, *, by: Actor, at: datetime) -> Referral:
    crossing.must_run(row, at=at)
    if outcome not in ServiceOutcome.values:
        raise Invalid({"outcome": "casework.outcome_missing"})
    given = outcome == ServiceOutcome.GIVEN
    if not given and reason not in NotGivenReason.values:
        raise Invalid({"reason": "casework.reason_missing"})
    if row.state == ReferralState.ACCEPTED:
        crossing.moved(row, ReferralState.ACTIVE, by=by, at=at, why="implied")
    row.outcome = outcome
    row.outcome_words = words.strip()[:2000]
    crossing.end(row, ReferralState.DONE, why="" if given else reason, by=by, at=at, tell=False)
    if given:
        steps.follow(row.step_id, StepState.CLAIMED, by=by, at=at)
    return row
