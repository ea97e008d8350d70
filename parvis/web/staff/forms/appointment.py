"""An appointment: when, where, with an interpreter or not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parvis.web.staff.forms.base import DayField, StaffForm, TimeField, language_choices

LENGTHS = [
    ("20", _("20 minutes")),
    ("30", _("30 minutes")),
    ("45", _("45 minutes")),
    ("60", _("1 hour")),
    ("90", _("1 hour and a half")),
]


class WhenForm(StaffForm):
    """Day and hour in the town's time."""

    day = DayField(
        label=_("Day"), error_messages={"required": _("Choose the day."), "invalid": _("Write a day that exists.")}
    )
    hour = TimeField(
        label=_("Hour"),
        error_messages={"required": _("Choose the hour."), "invalid": _("Write an hour, for example 10:30.")},
    )
    minutes = forms.ChoiceField(label=_("How long"), choices=LENGTHS, initial="30", required=False)

    @property
    def starts_at(self) -> datetime:
        """The beginning, aware."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("day") and facts.get("hour") and self.starts_at < timezone.now():
            self.add_error("day", _("This moment is over. Choose a later one."))
        return facts


class AppointmentForm(WhenForm):
    """What the person needs to know, and the interpreter."""

    subject = forms.CharField(
        label=_("What it is about"), help_text=_("The person reads this on her path: write it plainly."), max_length=120,
        error_messages={"required": _("Say in a few words what it is about.")},
    )  # fmt: skip
    room = forms.CharField(label=_("Room or desk"), required=False, max_length=80)
    bring = forms.CharField(label=_("What to bring"), required=False, max_length=200)
    interpreter = forms.ChoiceField(label=_("Interpreter"), required=False, choices=language_choices(_("None needed")))
