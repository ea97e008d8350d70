"""Somebody is at the desk: a ticket, perhaps without a name."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.shell.words import choices
from parvis.web.shell.words.topics import TOPICS
from parvis.web.staff.forms.base import StaffForm, language_choices


class VisitForm(StaffForm):
    """What is asked at the door: nothing that tells who."""

    alike = True
    language = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices(_("Not known")))
    topic = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("Not said")), *choices(TOPICS)])
