"""A row of days by its pattern."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.engagement.actions import Schedule
from parvis.engines.recurrence import weekly
from parvis.web.design.forms import explained
from parvis.web.shell.moments import FIGURES, day_field, hour_field, minutes_field
from parvis.web.shell.sending import PlainForm
from parvis.web.shell.words import choices
from parvis.web.shell.words.days import DAYS


class ScheduleForm(PlainForm):
    """Which weekdays, from when to when, how often; holidays are left out."""

    weekdays = explained(
        forms.MultipleChoiceField(
            label=_("On which days"),
            choices=choices(DAYS),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one day of the week.")},
        ),
        grid=True,
    )
    start = hour_field()
    minutes = minutes_field()
    first = day_field(_("From"))
    last = day_field(_("Until"), required=False)
    times = forms.IntegerField(
        label=_("How many times"),
        help_text=_("What a holiday takes is made up for at the end."),
        min_value=1,
        max_value=200,
        required=False,
        widget=forms.TextInput(attrs=FIGURES),
    )
    break_from = day_field(_("No meeting from"), required=False)
    break_until = day_field(_("No meeting until"), required=False)
    with_holidays = forms.BooleanField(label=_("On public holidays too"), required=False)
    capacity = forms.IntegerField(
        label=_("Places each time"),
        min_value=1,
        max_value=1000,
        required=False,
        widget=forms.TextInput(attrs=FIGURES),
    )

    def __init__(self, *args: Any, by_session: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_session:
            self.fields["capacity"].required = True
        else:
            del self.fields["capacity"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("last") and not facts.get("times"):
            self.add_error("times", _("Say until when, or how many times."))
        if facts.get("first") and facts.get("last") and facts["last"] < facts["first"]:
            self.add_error("last", _("The last day comes before the first. Look at both again."))
        if bool(facts.get("break_from")) != bool(facts.get("break_until")):
            self.add_error("break_until", _("Write both days of the break, or none."))
        return facts

    def schedule(self) -> Schedule:
        """What the room plans by."""
        facts = self.cleaned_data
        pause = (facts["break_from"], facts["break_until"]) if facts.get("break_from") else None
        return Schedule(
            rule=weekly(facts["weekdays"], count=facts.get("times")),
            start=facts["start"],
            minutes=facts["minutes"],
            first=facts["first"],
            last=facts.get("last"),
            with_holidays=facts["with_holidays"],
            breaks=[pause] if pause else [],
            capacity=facts.get("capacity"),
        )
