"""Decisions of the room that need no store."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

from parvis.core.tokens import ALPHABET

RECOVERY_CODES, RECOVERY_LENGTH = 10, 10
TRIES, FIRST_WAIT, LONGEST_WAIT = 5, timedelta(minutes=5), timedelta(hours=24)


def wait_after(wrong: int) -> timedelta | None:
    """After each five wrong codes nobody is heard for a while, twice as long each time: a guess in a million stays one."""
    if not wrong or wrong % TRIES:
        return None
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(wrong // TRIES - 1, 10)))


def is_named_host(host: str) -> bool:
    """Whether browsers keep passkeys for it: for names only, never for an address of figures."""
    return bool(host) and not host.startswith("[") and not host.replace(".", "").isdigit()


def as_digits(written: str) -> str:
    """Six digits however they were typed: in any script's figures, with spaces. Anything else as nothing that fits."""
    plain = "".join(written.split())
    digits = "".join(str(unicodedata.digit(one, "")) for one in plain)
    return digits if len(digits) == len(plain) <= 8 else ""


def as_recovery_code(written: str) -> str:
    """A code from paper without its dashes and spaces; empty for what can't be one."""
    plain = "".join(one for one in written.upper() if one not in "- \u2010\u2011\u2013")
    return plain if len(plain) == RECOVERY_LENGTH and set(plain) <= set(ALPHABET) else ""


def as_printed(code: str) -> str:
    """In two halves, to be read from paper."""
    return f"{code[:5]}-{code[5:]}"
