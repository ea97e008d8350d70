"""A word on the timeline: its purpose first, and who may read it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import choices
from parvis.web.shell.words.casework import NOTE_PURPOSES, READERS
from parvis.web.staff.forms.base import StaffForm


class NoteForm(StaffForm):
    """Text, purpose, readers."""

    alike = True
    text = forms.CharField(
        label=_("Add to the timeline"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": _("Write the note first.")},
    )
    purpose = forms.ChoiceField(
        label=_("What for"), choices=[("", _("Choose")), *choices(NOTE_PURPOSES)],
        error_messages={"required": _("Say what this note is for. A note without a purpose is not kept.")},
    )  # fmt: skip
    readers = forms.ChoiceField(label=_("Who may read it"), choices=choices(READERS), initial="team")
