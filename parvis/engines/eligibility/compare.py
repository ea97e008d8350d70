"""One rule against one fact, and the smallest change of the fact that would make a failed rule hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import cast

from parvis.engines.eligibility.rules import ORDER_OPS, Op, Ordered, Rule, Span
from parvis.engines.eligibility.verdict import Verdict

_Pair = tuple[Ordered | None, Ordered | None, bool, bool]  # low, high, low excluded, high excluded


def verdict_of(rule: Rule, fact: object) -> Verdict:
    """FITS or FAILS for a known fact; ASK for an unknown one, or a span that lies on both sides."""
    if fact is None:
        return Verdict.ASK
    if rule.op in ORDER_OPS:
        return _ordered(rule, fact)
    if isinstance(fact, Span) and fact.low != fact.high:
        return _span_equal(rule, fact)
    value = fact.low if isinstance(fact, Span) else fact
    return Verdict.FITS if _holds(rule, value) else Verdict.FAILS


def smallest_change(rule: Rule, fact: object) -> object:
    """What is missing: a signed number (days for dates) for an order, the values that would do otherwise."""
    if rule.op not in ORDER_OPS:
        return _wanted(rule)
    low, high, low_out, _high_out = _bounds(rule)
    known = fact if isinstance(fact, Span) else Span(cast("Ordered", fact), cast("Ordered", fact))
    if low is not None and (known.high < low or (low_out and known.high == low)):  # type: ignore[operator]
        return _minus(low, known.high)
    assert high is not None
    return _minus(high, known.low)


def _ordered(rule: Rule, fact: object) -> Verdict:
    low, high, low_out, high_out = _bounds(rule)
    known = fact if isinstance(fact, Span) else Span(cast("Ordered", fact), cast("Ordered", fact))

    def inside(value: Ordered) -> bool:
        above = low is None or (value > low if low_out else value >= low)  # type: ignore[operator]
        below = high is None or (value < high if high_out else value <= high)  # type: ignore[operator]
        return above and below

    if inside(known.low) and inside(known.high):
        return Verdict.FITS
    too_low = low is not None and (known.high < low or (low_out and known.high == low))  # type: ignore[operator]
    too_high = high is not None and (known.low > high or (high_out and known.low == high))  # type: ignore[operator]
    return Verdict.FAILS if too_low or too_high else Verdict.ASK


def _bounds(rule: Rule) -> _Pair:
    if rule.op is Op.BETWEEN:
        low, high = cast("tuple[Ordered, Ordered]", rule.value)
        return low, high, False, False
    value = cast("Ordered", rule.value)
    if rule.op in (Op.GT, Op.GE):
        return value, None, rule.op is Op.GT, False
    return None, value, False, rule.op is Op.LT


def _span_equal(rule: Rule, fact: Span) -> Verdict:
    """A rough fact never equals for sure; it differs for sure when no value lies within."""
    values = rule.value if rule.op in (Op.IN, Op.NOT_IN) else (rule.value,)
    possible = any(fact.low <= value <= fact.high for value in cast("Collection[Ordered]", values))  # type: ignore[operator]
    if possible:
        return Verdict.ASK
    return Verdict.FITS if rule.op in (Op.NE, Op.NOT_IN) else Verdict.FAILS


def _holds(rule: Rule, fact: object) -> bool:
    value = rule.value
    match rule.op:
        case Op.EQ:
            return fact == value
        case Op.NE:
            return fact != value
        case Op.IN:
            return fact in cast("Collection[object]", value)
        case Op.NOT_IN:
            return fact not in cast("Collection[object]", value)
        case Op.HAS:
            return value in cast("Collection[object]", fact)
        case Op.LACKS:
            return value not in cast("Collection[object]", fact)
        case _:
            return not set(cast("Collection[object]", value)).isdisjoint(cast("Collection[object]", fact))


def _wanted(rule: Rule) -> object:
    if rule.op in (Op.IN, Op.OVERLAPS):
        return tuple(sorted(map(str, cast("Collection[object]", rule.value))))
    return rule.value


def _minus(wanted: Ordered, known: Ordered) -> float | int:
    if isinstance(wanted, date) and isinstance(known, date):
        return (wanted - known).days
    return cast("float", wanted) - cast("float", known)
