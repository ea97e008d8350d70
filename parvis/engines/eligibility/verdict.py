"""The three answers, and how they add up."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """ASK means that nobody knows yet: never a no."""

    FITS = "fits"
    ASK = "ask"
    FAILS = "fails"


def all_hold(verdicts: Iterable[Verdict]) -> Verdict:
    """FAILS if one fails, else ASK if one asks; nothing asked for fits everybody."""
    found = set(verdicts)
    return next((v for v in (Verdict.FAILS, Verdict.ASK) if v in found), Verdict.FITS)


def one_holds(verdicts: Iterable[Verdict]) -> Verdict:
    """FITS if one fits, else ASK if one asks; no alternative at all is no condition."""
    found = set(verdicts)
    return next((v for v in (Verdict.FITS, Verdict.ASK, Verdict.FAILS) if v in found), Verdict.FITS)
