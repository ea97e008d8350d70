"""What a need or a service is about, and the sphere of life it belongs to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import Table

TOPICS: Table = {
    "housing": _("Housing"),
    "health": _("Health"),
    "papers": _("Papers"),
    "learn": _("Learning"),
    "food": _("Food"),
    "work": _("Work"),
    "meet": _("Meeting people"),
    "child": _("Children and school"),
    "safety": _("Safety"),
}
DIMENSIONS: Table = {
    "economic": _("Work and money"),
    "psychological": _("Health and peace of mind"),
    "social": _("Home and people"),
    "linguistic": _("Language"),
    "civic": _("Rights and citizenship"),
    "navigational": _("Finding the way in offices"),
}
