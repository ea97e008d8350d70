"""What the forms of the staff share: languages to choose from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.shell import sending
from parvis.web.shell.sending import PlainForm
from parvis.web.shell.spoken import language_choices, spoken_languages

__all__ = ["AgeField", "DayField", "StaffForm", "TimeField", "VersionedForm", "language_choices", "spoken_languages"]


class StaffForm(PlainForm):
    """The form of every door, which also knows its token."""

    @property
    def once_token(self) -> str:
        """The token of this submission."""
        return str(self.cleaned_data.get("once", ""))


class VersionedForm(sending.VersionedForm, StaffForm):
    """Carries the version it was made from: an older one is said to be so."""


class AgeField(forms.IntegerField):
    """Whole years, 0 to 120."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = _("Write the age in figures, between 0 and 120.")
        kwargs.setdefault("error_messages", {"invalid": wrong, "min_value": wrong, "max_value": wrong})
        super().__init__(min_value=0, max_value=120, widget=forms.TextInput(attrs=_figures()), **kwargs)


class DayField(forms.DateField):
    """A day, by the browser's own calendar or typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Write a day that exists, for example 2027-03-09.")})
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}))
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"], **kwargs)


class TimeField(forms.TimeField):
    """An hour of the day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Write an hour, for example 10:30.")})
        kwargs.setdefault("widget", forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"}))
        super().__init__(input_formats=["%H:%M", "%H.%M", "%Hh%M", "%H h %M"], **kwargs)


def _figures() -> dict[str, str]:
    return {"inputmode": "numeric", "dir": "ltr", "class": "short"}
