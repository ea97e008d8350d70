"""What makes a kind of help this kind: how places are given, who may take it, what its reader needs to know.

A kind is one file beside this one, with one `KIND`. Everything else (search, page, request, waiting list, sessions, attendance, supports,
agreement, outcome checks, timeline, counts) is the grammar's, the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from parvis.engagement.kinds.details import Detail

Words = str | Promise


class Placing(StrEnum):
    """How a place is given to who asks for one."""

    AT_ONCE = "at_once"  # a free place is hers as soon as she asks
    BY_PROVIDER = "by_provider"  # somebody of the organisation says yes, and she says yes to that


class ChecksFrom(StrEnum):
    """From which day the months of the outcome checks count."""

    START = "start"
    END = "end"


NEWCOMER, HOST = "newcomer", "host"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`parts` are the parts in which somebody may take it up; `checks` are months after start or end."""

    code: str
    name: Words
    plural: Words
    ask: Words  # what the button says
    pictogram: str
    topic: str
    about: Words = ""  # one line for who chooses a kind to give
    placing: Placing = Placing.BY_PROVIDER
    parts: frozenset[str] = frozenset({NEWCOMER})
    picks_session: bool = False  # one of the sessions is taken, not the whole row of them
    of_household: bool = False  # a household takes it together, and needs as many places as it has members
    given_by_person: bool = False  # somebody's own time: a mentor's, a buddy's
    details: tuple[Detail, ...] = ()
    teaches_at: str = ""  # the detail with the level of the language it teaches: an offer that tells it teaches one
    agreement: str = ""  # the text that both sides sign before it begins; empty: none
    checks: tuple[int, ...] = ()
    checks_from: ChecksFrom = ChecksFrom.START
    in_search: bool = True
    # What people call it, one text a language (French, English, Spanish, Arabic): whoever looks for the kind finds its offers.
    called: tuple[str, ...] = ()

    @property
    def gives_at_once(self) -> bool:
        """Whether a free place needs nobody's yes but the person's."""
        return self.placing is Placing.AT_ONCE
