"""What goes with asking for a place: which day, in which part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds import HOST, NEWCOMER, Kind
from parvis.engagement.queries import SessionView
from parvis.web.design.words import moment_text
from parvis.web.shell.sending import PlainForm

PARTS = [(NEWCOMER, _("I am new here")), (HOST, _("I live here already"))]


class AskForm(PlainForm):
    """Only what the kind needs to know: for most, nothing."""

    session = forms.ChoiceField(
        label=_("Which day?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a day from the list.")}
    )
    part = forms.ChoiceField(
        label=_("How do you come?"),
        widget=forms.RadioSelect,
        choices=PARTS,
        error_messages={"required": _("Choose one from the list.")},
    )

    def __init__(self, *args: Any, kind: Kind, sessions: list[SessionView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.picks_session:
            self.fields["session"].choices = [  # type: ignore[attr-defined]
                (str(one.public_id), moment_text(one.starts_at)) for one in sessions if one.left != 0
            ]
        else:
            del self.fields["session"]
        if len(kind.parts) < 2:
            del self.fields["part"]


class SupportForm(PlainForm):
    """What the person needs in order to come."""

    kind = forms.ChoiceField(label=_("What do you need in order to come?"), widget=forms.RadioSelect)
    number = forms.IntegerField(
        label=_("For how many?"),
        min_value=1,
        max_value=20,
        initial=1,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "class": "short"}),
    )
