"""Shamir's secret sharing over GF(2⁸), byte by byte.

A. Shamir, *How to share a secret*, Communications of the ACM 22 (1979): the secret is the value at 0 of a random polynomial of
degree k−1; k points give it back, k−1 tell nothing about it. The field is that of AES, x⁸ + x⁴ + x³ + x + 1 (FIPS 197 §4.2).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import xor

MOST = 255  # points of the field besides 0
_REDUCED_BY = 0x11B


def split(
    secret: bytes, *, need: int, shares: int, chance: Callable[[int], bytes] = secrets.token_bytes
) -> dict[int, bytes]:
    """So many shares by number (1, 2, …), each as long as the secret; any `need` of them give it back."""
    if not (2 <= need <= shares <= MOST) or not secret:
        msg = f"from 2 to {MOST} shares, of which 2 or more are needed, not {need} of {shares}"
        raise ValueError(msg)
    curves = [bytes([byte]) + chance(need - 1) for byte in secret]
    return {x: bytes(_value(curve, x) for curve in curves) for x in range(1, shares + 1)}


def combine(shares: Mapping[int, bytes]) -> bytes:
    """The secret that these shares lie on. Too few, or one that is wrong, give other bytes: the caller checks what came out."""
    if not shares or 0 in shares or len({len(share) for share in shares.values()}) != 1:
        msg = "shares have numbers above 0 and one length"
        raise ValueError(msg)
    weights = {x: _weight(x, list(shares)) for x in shares}
    length = len(next(iter(shares.values())))
    return bytes(_sum(_times(weights[x], share[at]) for x, share in shares.items()) for at in range(length))


def _value(curve: bytes, x: int) -> int:
    """Of the polynomial at x, by Horner."""
    found = 0
    for coefficient in reversed(curve):
        found = _times(found, x) ^ coefficient
    return found


def _weight(x: int, points: list[int]) -> int:
    """Lagrange's, at 0. Subtracting is adding in this field."""
    found = 1
    for other in points:
        if other != x:
            found = _times(found, _times(other, _inverse(x ^ other)))
    return found


def _sum(terms: Iterable[int]) -> int:
    return reduce(xor, terms, 0)


def _times(a: int, b: int) -> int:
    return 0 if not a or not b else _POWERS[_LOGARITHM[a] + _LOGARITHM[b]]


def _inverse(a: int) -> int:
    return _POWERS[255 - _LOGARITHM[a]]


def _tables() -> tuple[list[int], list[int]]:
    """Powers of 3, which generates the field, and their logarithms."""
    powers, logarithm, value = [0] * 510, [0] * 256, 1
    for exponent in range(255):
        powers[exponent] = powers[exponent + 255] = value
        logarithm[value] = exponent
        value ^= value << 1
        if value > 255:
            value ^= _REDUCED_BY
    return powers, logarithm


_POWERS, _LOGARITHM = _tables()
