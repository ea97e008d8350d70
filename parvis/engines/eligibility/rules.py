"""Rules as data: a fact, a comparison, a value and the code under which the door finds its wording.

Facts are plain values: numbers, dates, texts, booleans, or a set of texts (papers held). A fact that is known only roughly is a
`Span`: somebody born "in 2008" is 17 to 18 years old. None, or no entry at all, is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Number = int | float
Ordered = Number | date


class Op(StrEnum):
    """How a fact is compared with the rule's value. For `between` the value is (low, high), both included."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"
    BETWEEN = "between"
    IN = "in"  # the fact is one of the values
    NOT_IN = "not_in"
    HAS = "has"  # the fact, a set, holds the value
    LACKS = "lacks"
    OVERLAPS = "overlaps"  # the fact, a set, shares one value at least


ORDER_OPS = frozenset({Op.LT, Op.LE, Op.GT, Op.GE, Op.BETWEEN})


@dataclass(frozen=True, slots=True)
class Span:
    """A fact known to lie between two values, both included."""

    low: Ordered
    high: Ordered

    def __post_init__(self) -> None:
        if self.low > self.high:  # type: ignore[operator]
            raise ValueError("a span goes from low to high")


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` names the rule for reasons and reports ("age.adult"); wording lives at the door."""

    fact: str
    op: Op
    value: object
    code: str = ""

    @property
    def name(self) -> str:
        """The code, or one made of fact and comparison."""
        return self.code or f"{self.fact}.{self.op}"


@dataclass(frozen=True, slots=True)
class Group:
    """Rules and groups of which all must hold, or one (`any`)."""

    members: Sequence[Rule | Group] = ()
    any: bool = False


def all_of(*members: Rule | Group) -> Group:
    """Every member must hold."""
    return Group(members)


def any_of(*members: Rule | Group) -> Group:
    """One member is enough."""
    return Group(members, any=True)
