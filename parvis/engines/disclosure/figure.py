"""One figure: a part of a whole, shown only when neither the part nor what is left of the whole is a small cell."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = ""
TOO_FEW = "too_few"  # the whole is under the minimum
SMALL_PART = "small_part"  # the part is
SMALL_REST = "small_rest"  # what is left is: the part would give it away


@dataclass(frozen=True, slots=True)
class Figure:
    """What may leave. When `shown` is false every number is None, and `reason` is the code of why."""

    shown: bool
    numerator: int | None = None
    denominator: int | None = None
    percent: int | None = None
    reason: str = SHOWN


def figure(
    *, numerator: int, denominator: int, minimum: int = 10, base: int = 1, zero_is_public: bool = False
) -> Figure:
    """The figure, or why it is held back.

    `minimum` is the smallest cell that may be shown, `base` what numbers are rounded to (5 turns 23 into 25), and
    `zero_is_public` lets a part or a rest of nobody be shown: for figures about an organisation's work ("no referral waits"),
    never about traits of people, where "all of them" tells on each.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError("a figure is a part of a whole")
    rest = denominator - numerator
    if denominator < minimum:
        return Figure(shown=False, reason=TOO_FEW)
    if _small(numerator, minimum, zero_is_public=zero_is_public):
        return Figure(shown=False, reason=SMALL_PART)
    if _small(rest, minimum, zero_is_public=zero_is_public):
        return Figure(shown=False, reason=SMALL_REST)
    part, whole = rounded(numerator, base), rounded(denominator, base)
    percent = rounded(part * 100, whole) // whole if whole else 0
    return Figure(shown=True, numerator=part, denominator=whole, percent=min(percent, 100))


def rounded(value: int, base: int) -> int:
    """The nearest multiple of `base`; halves go up, so that no tie depends on the machine."""
    return (2 * value + base) // (2 * base) * base


def _small(cell: int, minimum: int, *, zero_is_public: bool) -> bool:
    return cell < minimum and not (zero_is_public and cell == 0)
