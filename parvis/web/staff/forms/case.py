"""Small decisions on a case or a step: a reason, no story."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.design.forms import explained
from parvis.web.shell.words import choices
from parvis.web.shell.words.casework import CLOSE_REASONS
from parvis.web.staff.forms.base import VersionedForm


class CloseForm(VersionedForm):
    """Why a case ends."""

    reason = explained(forms.ChoiceField(
        label=_("Why does the file close?"), choices=choices(CLOSE_REASONS), widget=forms.RadioSelect,
        error_messages={"required": _("Choose why the file closes.")},
    ), grid=True)  # fmt: skip


class MoveForm(VersionedForm):
    """Open, pause, reopen."""

    to = forms.ChoiceField(choices=[(code, code) for code in ("open", "paused", "closed")])
    reason = forms.CharField(required=False, max_length=40)
