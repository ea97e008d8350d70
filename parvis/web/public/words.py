"""Codes as words, for the public pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.directory.choices import ReportKind
from parvis.web.shell.words import Table

DOORS: Table = {
    "housing": pgettext_lazy("door", "Housing"),
    "health": pgettext_lazy("door", "Health"),
    "papers": pgettext_lazy("door", "Papers and rights"),
    "learn": pgettext_lazy("door", "Learning"),
    "food": pgettext_lazy("door", "Food"),
    "work": pgettext_lazy("door", "Work"),
    "meet": pgettext_lazy("door", "Meeting people"),
    "child": pgettext_lazy("door", "Children"),
    "safety": pgettext_lazy("door", "Safety"),
}
COST: Table = {
    "free": _("Free"),
    "low": _("Low cost"),
    "paid": _("To be paid"),
    "depends": _("Cost depends on your situation"),
    "unknown": "",
}
ACCESS: Table = {
    "step_free": _("Entrance without a step"),
    "lift": _("Lift"),
    "adapted_toilet": _("Adapted toilet"),
    "hearing_loop": _("Hearing loop"),
}
FILTERS: Table = {
    "open": _("Open now"),
    "free": _("Free"),
    "kids": _("With children"),
    "step": _("Without a step"),
}
SLOTS: Table = {
    "open_now": _("Open now"),
    "evening": _("In the evening"),
    "free": _("Free"),
    "children": _("With children"),
    "women": _("For women"),
    "step_free": _("Without a step"),
    "speaks": _("Language spoken there"),
}
DISTANCES: Table = {
    "1": _("Within 1 km"),
    "3": _("Within 3 km"),
    "10": _("Within 10 km"),
    "30": _("Within 30 km"),
    "100": _("Within 100 km"),
}
REPORTS: Table = {
    ReportKind.CLOSED: _("The place is shut or has moved"),
    ReportKind.HOURS: _("The hours are wrong"),
    ReportKind.ADDRESS: _("The address is wrong"),
    ReportKind.PHONE: _("The phone number is wrong"),
    ReportKind.WORDS: _("The text or its translation is wrong"),
    ReportKind.TREATED: _("I was badly received"),
    ReportKind.OTHER: _("Something else"),
}
NOTES: Table = {
    "no_such_page": _("There is no such page. This is the last one."),
}
