"""The notice comes before the first question: in which language, how, with whom."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.design.forms import explained
from parvis.web.shell.words import choices
from parvis.web.shell.words.people import NOTICE_MANNERS
from parvis.web.staff.forms.base import StaffForm


class NoticeForm(StaffForm):
    """What the worker attests once the notice was given."""

    language = forms.CharField(widget=forms.HiddenInput)
    text_version = forms.CharField(widget=forms.HiddenInput)
    manner = explained(
        forms.ChoiceField(
            label=_("How did the person get it?"),
            choices=choices(NOTICE_MANNERS),
            widget=forms.RadioSelect,
            error_messages={"required": _("Say how the person got this text.")},
        ),
        grid=True,
    )
    interpreter = forms.CharField(
        label=_("Who interpreted, if somebody did"),
        help_text=_("A first name or a service is enough."),
        required=False,
        max_length=120,
    )
    given = forms.BooleanField(
        label=_("The person has had this text and could ask questions."),
        error_messages={
            "required": _("Tick this once the person has had the text. Before that, nothing may be written down.")
        },
    )

    def clean(self) -> dict[str, object]:
        facts = super().clean() or {}
        if facts.get("manner") == "interpreted" and not facts.get("interpreter"):
            self.add_error("interpreter", _("Say who interpreted."))
        return facts
