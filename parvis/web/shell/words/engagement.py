"""Words for what is taken up: states, supports, parts. Who ended it makes no difference to the word."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds import Kind, Placing
from parvis.web.shell.words import Table

STATES: Table = {
    "interested": _("would like to"),
    "requested": _("asked for"),
    "waitlisted": _("on the waiting list"),
    "offered": _("a place is kept"),
    "accepted": _("has a place"),
    "active": _("under way"),
    "completed": _("completed"),
    "withdrawn": _("ended"),
    "ended": _("ended"),
    "no_longer_possible": _("no longer possible"),
}
OFFER_STATES: Table = {"open": _("open"), "paused": _("paused"), "closed": _("closed")}
SKIPPED: Table = {
    "holiday": _("public holiday"),
    "break": _("break"),
    "there_already": _("planned already"),
}
TONES = {"offered": "now", "accepted": "yes", "active": "yes", "completed": "yes"}
PARTS: Table = {"newcomer": _("as a newcomer"), "host": _("as a resident")}
KEPT: Table = {"newcomer": _("Kept for newcomers"), "host": _("Kept for residents")}
SUPPORTS: Table = {
    "interpreter": _("Interpreter"),
    "childcare": _("Somebody for the children"),
    "transport": _("A lift or a ticket"),
    "accompaniment": _("Somebody who comes along"),
    "accessibility": _("A way without stairs, or another help to get in"),
}
SUPPORT_STATES: Table = {
    "asked": _("asked for, not sure yet"),
    "confirmed": _("will be there"),
    "came": _("was there"),
    "no_show": _("did not come"),
    "not_available": _("could not be found"),
    "cancelled": _("not needed any more"),
}
SUPPORT_TONES = {"asked": "now", "confirmed": "yes", "came": "yes", "no_show": "no", "not_available": "no"}
# What can be done with it, by who stands there.
VERBS: Table = {
    "offer": _("Keep a place"),
    "waitlist": _("Put on the waiting list"),
    "unlist": _("Take off the waiting list"),
    "accept": _("Take the place"),
    "decline": _("Leave the place to others"),
    "start": _("It has begun"),
    "complete": _("It is completed"),
    "withdraw": _("The person takes it back"),
    "end": _("It ends here"),
}
# How one gets a place.
WHEN_FULL = _("Ask, and you are on the waiting list. A place that comes free is offered to you")
_WAIT = _("Onto the waiting list")
HOW: Table = {
    Placing.AT_ONCE: _("A free place is yours as soon as you ask"),
    Placing.BY_PROVIDER: _("You ask, and they answer you"),
}


def button(kind: Kind, *, is_full: bool) -> str:
    """What is pressed to ask for a place of this kind."""
    return str(_WAIT if is_full else kind.ask)
