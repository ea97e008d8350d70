"""Codes of accounts and organisations as words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

ROLE_STATES: Table = {"running": _("now"), "coming": _("not begun"), "ended": _("ended")}
ROLE_TONES = {"running": "yes", "coming": "now", "ended": ""}
ORGANISATION_KINDS: Table = {
    "town_hall": _("Town hall"),
    "state": _("State service"),
    "ngo": _("Association"),
    "health": _("Health"),
    "school": _("School"),
    "employer": _("Employer"),
    "housing": _("Housing"),
    "legal": _("Legal help"),
    "culture": _("Culture"),
    "community": _("Community"),
    "unknown": _("Kind not known"),
}
MESSAGE_STATES: Table = {
    "queued": _("waiting"),
    "sent": _("sent"),
    "held": _("kept here, not sent"),
    "failed": _("could not be sent"),
}
