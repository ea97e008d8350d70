"""What was tried for a need already, and how organisations answer: one query for a page of proposals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Q

from parvis.casework.choices import ReferralState
from parvis.casework.models import Need, Referral
from parvis.casework.rules import LIVE, is_silent
from parvis.core.house import house
from parvis.engines.disclosure import Figure, figure
from parvis.engines.proposing import Kind, Reason

LOOK_BACK = timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How an organisation answered this controller's referrals lately: shown only when nobody could be recognised."""

    in_time: Figure
    hours: int | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral that went out: for this need, or lately to one of the organisations."""

    need_id: int | None
    receiver_id: int
    number: str
    state: str
    reason: str
    sent_at: datetime
    due_at: datetime
    answered_at: datetime | None
    closed_at: datetime | None


def sent_to(need: Need, organisations: set[int], at: datetime) -> list[Sent]:
    """Every referral of this need, and those of the last half year to these organisations, in one query."""
    lately = Q(controller_id=need.controller_id, receiver_id__in=organisations, sent_at__gte=at - LOOK_BACK)
    rows = Referral.objects.filter(Q(need=need) | lately, sent_at__isnull=False, due_at__isnull=False)
    columns = ("need_id", "receiver_id", "number", "state", "reason", "sent_at", "due_at", "answered_at", "closed_at")
    return [Sent(*row) for row in rows.order_by("sent_at", "id").values_list(*columns)]


def refused_by_her(need: Need, sent: Iterable[Sent]) -> frozenset[int]:
    """Organisations the person herself took this need back from."""
    return frozenset(
        row.receiver_id
        for row in sent
        if row.need_id == need.pk and row.state == ReferralState.WITHDRAWN and row.reason == "person"
    )


def history_of(need: Need, sent: Iterable[Sent], at: datetime) -> dict[int, Reason]:
    """By organisation: why it is not asked (again) for this need."""
    reasons: dict[int, Reason] = {}
    for row in sent:
        if row.need_id != need.pk:
            continue
        if is_silent(row.state, row.due_at, at):
            hours = int((at - row.sent_at).total_seconds() // 3600)
            reasons[row.receiver_id] = Reason(Kind.FAILS, "receiver.silent", {"hours": hours, "number": row.number})
        elif row.state in LIVE:
            reasons[row.receiver_id] = Reason(Kind.FAILS, "receiver.asked_already", {"number": row.number})
        elif row.state in {ReferralState.DECLINED, ReferralState.RETURNED}:
            params = {"reason": row.reason, "on": row.closed_at, "number": row.number}
            reasons[row.receiver_id] = Reason(Kind.FAILS, f"receiver.{row.state}", params)
        else:
            reasons.pop(row.receiver_id, None)
    return reasons


def record_of(sent: Iterable[Sent], organisations: set[int], at: datetime) -> dict[int, Answers]:
    """How these organisations answered in the last half year."""
    by_receiver: dict[int, list[Sent]] = {pk: [] for pk in organisations}
    for row in sent:
        lately = row.sent_at >= at - LOOK_BACK and row.receiver_id in by_receiver
        if lately and (row.answered_at is not None or row.due_at <= at):
            by_receiver[row.receiver_id].append(row)
    return {pk: _answers(known) for pk, known in by_receiver.items()}


def _answers(known: list[Sent]) -> Answers:
    minimum = house().minimum_cell
    in_time = sum(row.answered_at is not None and row.answered_at <= row.due_at for row in known)
    waits = [(row.answered_at - row.sent_at).total_seconds() / 3600 for row in known if row.answered_at is not None]
    return Answers(
        in_time=figure(numerator=in_time, denominator=len(known), minimum=minimum, zero_is_public=True),
        hours=round(median(waits)) if len(waits) >= minimum else None,
    )
