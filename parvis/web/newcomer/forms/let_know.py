"""Who may know what of her where she takes part."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.newcomer.words import FIELDS
from parvis.web.shell.sending import PlainForm
from parvis.web.shell.words import choices

OF_PARTICIPANTS = ("identity", "contact", "language")


class LetKnowForm(PlainForm):
    """What may be known; each may be left out."""

    fields_allowed = forms.MultipleChoiceField(
        label=_("What may they know?"),
        choices=choices(FIELDS, *OF_PARTICIPANTS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what they may know. If it is nothing, choose “No”.")},
    )
