"""Asking for a place with the person, and what goes with an end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.casework.queries import StepToMeet
from parvis.engagement.choices import SupportKind
from parvis.engagement.kinds import Kind
from parvis.engagement.queries import SessionView
from parvis.web.design.words import moment_text
from parvis.web.shell.words import choices
from parvis.web.shell.words.engagement import SUPPORTS
from parvis.web.staff.forms.base import StaffForm, language_choices


class TakeForm(StaffForm):
    """Which day, where a kind gives its days one by one; and whether she asks, or would only like to."""

    session = forms.ChoiceField(
        label=_("Which day?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a day from the list.")}
    )
    wish = forms.ChoiceField(
        label=_("What does the person say?"),
        widget=forms.RadioSelect,
        choices=[("request", _("Ask for a place")), ("interest", _("She would like to, not yet"))],
        initial="request",
    )

    step = forms.ChoiceField(
        label=_("Which step of the plan does it meet?"),
        help_text=_("The step then moves by itself: a place was asked, under way, said to be done."),
        required=False,
    )

    def __init__(
        self, *args: Any, kind: Kind, sessions: list[SessionView], steps: list[StepToMeet], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.steps = {str(one.public_id): one.id for one in steps}
        if steps:
            listed = [(str(one.public_id), one.text) for one in steps]
            self.fields["step"].choices = [("", _("None of them")), *listed]  # type: ignore[attr-defined]
        else:
            del self.fields["step"]
        if kind.picks_session:
            self.fields["session"].choices = [  # type: ignore[attr-defined]
                (str(one.public_id), moment_text(one.starts_at)) for one in sessions if one.left != 0
            ]
        else:
            del self.fields["session"]

    def step_ref(self) -> int | None:
        """The row id of the chosen step."""
        return self.steps.get(self.cleaned_data.get("step", ""))


class SupportForm(StaffForm):
    """What the person needs in order to come."""

    kind = forms.ChoiceField(label=_("What is needed"), choices=choices(SUPPORTS, *SupportKind.values))
    language = forms.ChoiceField(
        label=_("Language of the interpreter"), required=False, choices=language_choices(_("None needed"))
    )
    number = forms.IntegerField(
        label=_("For how many?"),
        min_value=1,
        max_value=20,
        initial=1,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "class": "short"}),
    )
