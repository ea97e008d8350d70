"""Codes of agreements, endings and outcomes as words, with the tone of their tag."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

STATES: Table = {
    "draft": _("draft"),
    "to_sign": _("to be signed"),
    "partly_signed": _("partly signed"),
    "in_force": _("in force"),
    "amended": _("in force, a change waits for signatures"),
    "ended": _("ended"),
    "void": _("not concluded"),
}
TONES = {"to_sign": "now", "partly_signed": "now", "in_force": "yes", "amended": "now"}
ROLES: Table = {
    "participant": _("Takes it up"),
    "guardian": _("The adult beside"),
    "host": _("Mentor or host"),
    "tutor": _("Tutor"),
    "organisation": _("Gives the place"),
    "programme": _("Accompanies"),
}
MANNERS: Table = {
    "on_screen": _("on screen"),
    "paper": _("on paper, kept at the desk"),
    "oral": _("said aloud, and certified"),
}
AMEND_REASONS: Table = {
    "hours": _("Other hours"),
    "place": _("Another place"),
    "people": _("Other people"),
    "tasks": _("Other tasks"),
    "period": _("Another last day"),
    "wording": _("Clearer words"),
    "other": _("Another reason"),
}
VOID_REASONS: Table = {
    "mistake": _("There was a mistake in it"),
    "not_agreed": _("It was not agreed on"),
    "replaced": _("Another one takes its place"),
    "engagement_over": _("What it belongs to is over"),
}
CHANGES: Table = {"changed": _("changed"), "added": _("new"), "removed": _("taken out")}
BLANKS: Table = {
    "meetings": _("Meetings a month"),
    "minutes": _("Minutes each"),
    "duty": _("What is done"),
    "hours": _("Hours a week"),
    "lessons": _("Hours of lessons among them"),
    "trade": _("Trade"),
    "pay": _("Money a month, in %(currency)s"),
    "notice_days": _("How many days before one says so"),
    "home": _("The home, in a few words"),
    "people": _("How many people"),
    "rent": _("Rent a month, in %(currency)s"),
}
QUESTIONS: Table = {
    "in_work": _("Are you in work or in training now?"),
    "still_here": _("Are you still in this place?"),
    "uses_it": _("Do you use what you learned?"),
    "goes_on": _("Does it do you good?"),
    "at_home": _("Do you feel at home here?"),
    "helped": _("Did it help with what you needed?"),
}
ANSWERS: Table = {
    "yes": _("Yes"),
    "no": _("No"),
    "partly": _("In part"),
    "not_said": _("I prefer not to say"),
}
STANDINGS: Table = {
    "planned": _("asked later"),
    "open": _("asked now"),
    "answered": _("answered"),
    "unknown": _("unknown: no answer in its time"),
}
