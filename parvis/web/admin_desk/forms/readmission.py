"""Why somebody is let in again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.shell.sending import PlainForm


class ReasonForm(PlainForm):
    """What the administrator has seen for herself."""

    reason = forms.CharField(
        label=_("How do you know that it is she who asks?"),
        help_text=_("For example: she stood before me and showed her staff card. Never on a call or a message alone."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say how you know that it is she.")},
    )
