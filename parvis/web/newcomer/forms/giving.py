"""A day of her own time: when, how long, where, perhaps for some weeks in a row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.engagement.actions import Schedule
from parvis.engines.recurrence import weekly
from parvis.web.design.forms import explained
from parvis.web.shell.moments import FIGURES, AheadForm, day_field, hour_field
from parvis.web.shell.words.days import BY_NUMBER

LENGTHS = [
    ("30", _("Half an hour")),
    ("60", _("One hour")),
    ("90", _("One hour and a half")),
    ("120", _("Two hours")),
    ("180", _("Three hours")),
]
_WEEKS = dict.fromkeys(
    ("required", "invalid", "min_value", "max_value"), _("Write a number of weeks between 1 and 26, in figures.")
)
_PLACES = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Write how many may come, in figures."))


def _number(label: Any, most: int, errors: dict[str, Any], **more: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs=FIGURES)
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, initial=1, widget=widget, error_messages=errors, **more
    )


class DayForm(AheadForm):
    """One day, or the same day of the week some times in a row; a public holiday in between is made up for at the end."""

    day = day_field(_("Which day?"))
    start = hour_field()
    minutes = explained(
        forms.TypedChoiceField(
            label=_("How long?"),
            choices=LENGTHS,
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one from the list.")},
        ),
        grid=True,
    )
    times = _number(
        _("For how many weeks?"), 26, _WEEKS, help_text=_("1 is this day alone. Public holidays are left out.")
    )
    room = forms.CharField(
        label=_("Where do you meet?"),
        help_text=_("A place where others are as well: a library, a café, a park. Never at somebody’s home."),
        max_length=80,
        required=False,
    )
    capacity = _number(_("How many may come?"), 1000, _PLACES)

    def __init__(self, *args: Any, by_session: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_session:
            del self.fields["capacity"]

    def schedule(self) -> Schedule:
        """What the room plans by. A single day that she chose herself may be a holiday."""
        facts = self.cleaned_data
        return Schedule(
            rule=weekly([BY_NUMBER[facts["day"].weekday()]], count=facts["times"]),
            start=facts["start"],
            minutes=facts["minutes"],
            first=facts["day"],
            with_holidays=facts["times"] == 1,
            capacity=facts.get("capacity"),
            room=facts["room"].strip(),
        )
