"""Fields for a day, an hour and a length of time; and another time for a session."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from parvis.core.clock import now
from parvis.core.days import is_public_holiday
from parvis.core.house import house
from parvis.engagement.queries import SessionView
from parvis.web.shell.sending import PlainForm, VersionedForm

_DAY = {"invalid": _("Write a day that exists, for example 2027-03-09."), "required": _("Choose the day.")}
_HOUR = {"invalid": _("Write an hour, for example 10:30."), "required": _("Choose the hour.")}
FIGURES = {"inputmode": "numeric", "dir": "ltr", "class": "short"}


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, by the browser's own calendar or typed."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    formats = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
    return forms.DateField(label=label, widget=widget, input_formats=formats, error_messages=_DAY, **more)


def hour_field(**more: Any) -> forms.TimeField:
    """An hour of the town's day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "short"})
    formats = ["%H:%M", "%H.%M", "%Hh%M", "%H h %M"]
    return forms.TimeField(label=_("Hour"), widget=widget, input_formats=formats, error_messages=_HOUR, **more)


def minutes_field(**more: Any) -> forms.IntegerField:
    """From five minutes to a day."""
    wrong = _("Write the minutes in figures, between 5 and 1440.")
    return forms.IntegerField(
        label=_("How long, in minutes"),
        min_value=5,
        max_value=1440,
        widget=forms.TextInput(attrs=FIGURES),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        **more,
    )


def warn_of_holiday(request: HttpRequest, starts_at: datetime) -> None:
    """Said of a day that is a public holiday, where nothing is refused."""
    if is_public_holiday(house().day(starts_at)):
        note = gettext("This day is a public holiday. Look whether it can be held then.")
        messages.warning(request, note, extra_tags="now")


class AheadForm(PlainForm):
    """Has a `day` and a `start`, which together are still to come."""

    @property
    def starts_at(self) -> datetime:
        """The beginning, aware."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["start"]))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("day") and facts.get("start") and self.starts_at < now():
            self.add_error("day", _("This moment is over. Choose a later one."))
        return facts


class MoveForm(AheadForm, VersionedForm):
    """Another day and hour: for who gives it, at a desk or of her own time."""

    day = day_field(_("Day"))
    start = hour_field()
    minutes = minutes_field()

    @classmethod
    def of(cls, session: SessionView, post: QueryDict | None) -> MoveForm:
        """With the time that it has now, until something is sent."""
        start, length = timezone.localtime(session.starts_at), session.ends_at - session.starts_at
        first = {"day": start.date(), "start": start.time(), "minutes": int(length.total_seconds() // 60)}
        return cls(post, initial={**first, "version": session.version})

    @property
    def moved(self) -> dict[str, Any]:
        """What `actions.move_session` takes of it."""
        ends = self.starts_at + timedelta(minutes=self.cleaned_data["minutes"])
        return {"starts_at": self.starts_at, "ends_at": ends, "version": self.cleaned_data["version"]}
