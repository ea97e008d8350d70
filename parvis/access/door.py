"""What every view and operation declares about itself, whatever the door it stands at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Door:
    """For whom a view is, with which roles, for which purpose, and whether it shows personal data."""

    kind: str  # public | staff | herself | link | demo
    roles: frozenset[str] = frozenset()
    purpose: str = ""
    personal: bool = False


# In the session of an account that is of a person: there while she acts as herself. Then it opens no room of any organisation,
# whichever door is asked (design, "Who owns what": the two standings are never mixed).
AS_HERSELF = "own"


# In the session of an account that has shown its second factor, and when its session began (seconds since 1970).
SECOND_FACTOR, BEGAN = "second_factor", "began"
