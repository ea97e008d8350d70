"""Figures, guarded: a number leaves this room only when neither it nor its complement is a small cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from parvis.casework import queries as casework
from parvis.casework.queries import ReferralFact
from parvis.core.house import house
from parvis.engines import disclosure
from parvis.evidence.definitions import ANSWERED_IN_TIME, SERVICE_GIVEN, Definition
from parvis.evidence.periods import Period, period, periods_until
from parvis.evidence.permissions import controller_of
from parvis.evidence.rules import Count, Fact, count, given, in_time
from parvis.kernel.actor import Actor

HIDDEN = "too_few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number, or the one reason why it is not shown. `percent` and `complete` are whole per cents.

    What is not shown gives nothing away: `reason` is the same whichever cell is small, and every number is None.
    """

    definition: Definition
    period: Period
    minimum: int
    shown: bool
    numerator: int | None = None
    denominator: int | None = None
    percent: int | None = None
    complete: int | None = None
    reason: str = ""


def answered_in_time(actor: Actor, period_code: str, at: datetime) -> Figure:
    """Referrals sent in the period that got a yes or a no within their limit."""
    return _figure(actor, ANSWERED_IN_TIME, period(period_code), at, lambda fact: in_time(fact, at))


def service_given(actor: Actor, period_code: str, at: datetime) -> Figure:
    """Referrals sent in the period and ended, that ended with the service given."""
    return _figure(actor, SERVICE_GIVEN, period(period_code), at, given)


def by_quarter(actor: Actor, at: datetime, *, quarters: int = 8) -> list[Figure]:
    """`answered_in_time` of the quarters until now, newest first: whole quarters, so that none is another's difference."""
    wanted = list(periods_until(at, quarters=quarters))
    facts = casework.answered_facts(
        controller_of(actor), min(one.since for one in wanted), max(one.until for one in wanted)
    )
    return [
        _guarded(
            ANSWERED_IN_TIME,
            one,
            [row for row in facts if one.since <= row.sent_at < one.until],
            lambda fact: in_time(fact, at),
        )
        for one in wanted
    ]


def _figure(
    actor: Actor, definition: Definition, when: Period, at: datetime, verdict: Callable[[Fact], bool | str]
) -> Figure:
    return _guarded(definition, when, casework.answered_facts(controller_of(actor), when.since, when.until), verdict)


def _guarded(
    definition: Definition, when: Period, facts: list[ReferralFact], verdict: Callable[[Fact], bool | str]
) -> Figure:
    counted = count([verdict(_fact(row)) for row in facts])
    minimum = house().minimum_cell
    guarded = disclosure.figure(numerator=counted.numerator, denominator=counted.denominator, minimum=minimum)
    if not guarded.shown:
        return Figure(definition=definition, period=when, minimum=minimum, shown=False, reason=HIDDEN)
    return Figure(
        definition=definition,
        period=when,
        minimum=minimum,
        shown=True,
        numerator=guarded.numerator,
        denominator=guarded.denominator,
        percent=guarded.percent,
        complete=_complete(counted, minimum),
    )


def _complete(counted: Count, minimum: int) -> int | None:
    """How much of the period is counted, in per cent; None when what is left out is itself a small cell."""
    missing = sum(counted.left_out.values())
    if 0 < missing < minimum:
        return None
    return 100 * counted.denominator // (counted.denominator + missing)


def _fact(row: ReferralFact) -> Fact:
    return Fact(
        state=row.state,
        due_at=row.due_at,
        answered_at=row.answered_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
    )
