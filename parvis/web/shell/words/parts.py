"""In which part somebody stands, and how the check of a part stands."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.web.shell.words import Table

PARTS: Table = {
    "newcomer": pgettext_lazy("part", "Newcomer"),
    "mentor": pgettext_lazy("part", "Mentor"),
    "volunteer": pgettext_lazy("part", "Volunteer"),
    "tutor": pgettext_lazy("part", "Tutor at an employer"),
    "resident": pgettext_lazy("part", "Resident"),
    "officer": pgettext_lazy("part", "Town officer"),
}
# The same, said by the person.
PART_TITLES: Table = {
    "newcomer": _("As a newcomer"),
    "mentor": _("As a mentor"),
    "volunteer": _("As a volunteer"),
    "tutor": _("As a tutor"),
    "resident": _("As a resident"),
    "officer": _("As a town officer"),
}
# Topic for the hue, and pictogram: always beside the word.
PART_PICTURES: Mapping[str, tuple[str, str]] = {
    "newcomer": ("meet", "people"),
    "mentor": ("meet", "hands"),
    "volunteer": ("food", "hands"),
    "tutor": ("work", "tools"),
    "resident": ("housing", "roof"),
    "officer": ("papers", "papers"),
}
VETTING: Table = {
    "not_needed": _("no check needed"),
    "asked": _("check asked for"),
    "valid": _("check seen"),
    "expired": _("check run out"),
}
VETTING_TONES = {"valid": "yes", "asked": "now", "expired": "no"}
VETTING_PAPERS: Table = {
    "record": _("Extract of the criminal record"),
    "employer": _("Word of the employer or the association"),
    "licence": _("Licence of a profession"),
}
