"""Fields of a listing as words, for the pages that say where each comes from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

FIELDS: Table = {
    "": _("Listing"),
    "name": _("Name"),
    "summary": _("In one sentence"),
    "description": _("What you find there"),
    "who": _("Who can come"),
    "bring": _("What to bring"),
    "cost": _("What it costs"),
    "application": _("How to ask"),
    "phones": _("Phone numbers"),
    "email": _("E-mail"),
    "url": _("Site"),
    "hours": _("Hours"),
    "languages": _("Languages spoken"),
    "status": _("State"),
    "place": _("Name of the place"),
    "address": _("Address"),
    "point": _("Point on the map"),
    "directions": _("How to get there"),
    "place_phones": _("Phone of the place"),
    "place_hours": _("Hours of the place"),
}
