"""What a receiver reads in place of codes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

AGE_BANDS: Table = {
    "child": _("Under 12"),
    "youth": _("12 to 17"),
    "18-25": _("18 to 25"),
    "26-59": _("26 to 59"),
    "60+": _("60 and over"),
    "unknown": _("Not known"),
}
HOUSEHOLD_BANDS: Table = {
    "1": _("One person"),
    "2": _("Two people"),
    "3": _("Three people"),
    "4": _("Four people"),
    "5-6": _("Five or six people"),
    "7+": _("Seven people or more"),
    "unknown": _("Not known"),
}
TABS: Table = {"new": _("To answer"), "running": _("Under way"), "ended": _("Ended")}
# How a request ended, said to the receiver.
ENDS: Table = {
    "done": _("You told us what happened. Thank you. Nothing of the person can be read here any more."),
    "declined": _("You said no. Thank you: a quick no helps too. Nothing more is to be done."),
    "withdrawn": _("This request was withdrawn. Nothing is to be done, and nothing of the person can be read here."),
    "returned": _("You gave this request back. Nothing of the person can be read here any more."),
    "expired": _("The time of this request is over. Nothing of the person can be read here any more."),
}
STATES: Table = {
    "sent": _("waits for your answer"),
    "asked": _("your question is with them"),
    "answered": _("your question is answered"),
    "accepted": _("you said yes"),
    "active": _("under way"),
    "done": _("done"),
    "declined": _("you said no"),
    "withdrawn": _("withdrawn"),
    "returned": _("given back"),
    "expired": _("over"),
}
TONES = {"sent": "now", "answered": "now", "accepted": "yes", "active": "yes", "done": "yes", "declined": "no"}
SHORT_FIELDS: Table = {
    "identity": _("the name"),
    "contact": _("the safe way to be reached"),
    "language": _("the language"),
    "age": _("the age"),
    "household": _("the household"),
    "needs": _("the need in the person’s words"),
    "note": _("a word of the sender"),
}
