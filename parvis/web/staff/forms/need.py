"""A need, in the person's own words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import choices
from parvis.web.shell.words.casework import SEVERITIES, STATED_BY
from parvis.web.shell.words.topics import DIMENSIONS, TOPICS
from parvis.web.staff.forms.base import StaffForm, language_choices


class NeedForm(StaffForm):
    """What is needed, in which part of life, how urgent it is, who says so."""

    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=[("", _("Choose")), *choices(TOPICS)],
        error_messages={"required": _("Choose what the need is about.")},
    )  # fmt: skip
    dimension = forms.ChoiceField(
        label=_("Which part of life?"),
        choices=[("", _("The usual one for this topic")), *choices(DIMENSIONS)],
        required=False,
    )
    words = forms.CharField(
        label=_("In the person’s words"),
        help_text=_("In her language or in yours. Write what she says, not what you conclude."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    words_language = forms.ChoiceField(label=_("Language of these words"), choices=language_choices(), required=False)
    severity = forms.ChoiceField(
        label=_("How urgent is it?"), choices=choices(SEVERITIES), initial="medium", widget=forms.RadioSelect
    )
    stated_by = forms.ChoiceField(label=_("Who says so?"), choices=choices(STATED_BY), initial="person", required=False)
