"""Endings without blame: why something ended, said by either side from one list, and told to the file in one neutral sentence.

The code keeps no side: "the mentor had no time" and "I had no time" are both `times`. What the log of states holds for an audit (who
pressed the button) is not shown in the file.
"""

from __future__ import annotations

from parvis.engagement.choices import EndReason
from parvis.kernel.errors import Invalid

PERSON, PROVIDER = "person", "provider"
# A person may leave without a word; who gives the place owes a reason, and writes nothing of anybody's health or family.
BY_PERSON = (
    EndReason.MOVED_AWAY,
    EndReason.FOUND_OTHER,
    EndReason.TIMES,
    EndReason.HEALTH_OR_FAMILY,
    EndReason.NOT_THE_RIGHT_FIT,
    EndReason.OFFER_CHANGED,
    EndReason.OTHER,
)
BY_PROVIDER = (
    EndReason.MOVED_AWAY,
    EndReason.FOUND_OTHER,
    EndReason.TIMES,
    EndReason.NOT_THE_RIGHT_FIT,
    EndReason.OFFER_CHANGED,
    EndReason.NO_CONTACT,
    EndReason.OTHER,
)
# Said by no side: the last day says it. And what a reason is told as where the file needs not know more.
RAN_OUT, NOT_SAID = "ran_out", "not_said"
_TOLD_AS = {EndReason.HEALTH_OR_FAMILY: "circumstances", EndReason.OTHER: "circumstances"}
# What the end was by itself, where nobody gave a reason.
_BY_STATE = {"completed": RAN_OUT, "no_longer_possible": "not_possible", "void": "not_concluded"}
# Ways out before the end, of what is taken up: the file names nobody who took one.
WAYS_OUT = frozenset({"withdrawn", "ended", "no_longer_possible"})
_OPEN_STATES = frozenset(
    {"interested", "requested", "waitlisted", "offered", "accepted", "active"}
    | {"draft", "to_sign", "partly_signed", "in_force", "amended"}
)


def reasons_for(side: str) -> tuple[EndReason, ...]:
    """The reasons that a side (`person` or `provider`) may give."""
    return BY_PERSON if side == PERSON else BY_PROVIDER


def checked(side: str, reason: str) -> str:
    """The code to keep. A person may give none; a provider's silence is refused, as is what is not on the side's list."""
    if side == PERSON and not reason:
        return ""
    if reason not in set(reasons_for(side)):
        raise Invalid({"reason": "not_a_choice" if reason else "engagement.reason_missing"})
    return reason


def sentence(state: str, reason: str = "") -> str:
    """The code of the neutral sentence for the file; empty for what has not ended.

    Which side left makes no difference, and neither does a reason that is on no list of ours.
    """
    if state in _OPEN_STATES:
        return ""
    if state in _BY_STATE:
        return _BY_STATE[state]
    if reason == RAN_OUT:
        return RAN_OUT
    known = next((one for one in EndReason if one == reason), None)
    return NOT_SAID if known is None else _TOLD_AS.get(known, str(known))


def sentences() -> frozenset[str]:
    """Every code that `sentence` can give."""
    told = {_TOLD_AS.get(one, str(one)) for one in EndReason}
    return frozenset({RAN_OUT, NOT_SAID, *_BY_STATE.values(), *told})
