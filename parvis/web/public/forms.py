"""The one form of the public pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.directory.choices import ReportKind
from parvis.web.design.forms import explained
from parvis.web.public import words
from parvis.web.shell.words import choices


class ReportForm(forms.Form):
    """What is wrong. `website` is for robots: no human sees it."""

    what = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=choices(words.REPORTS),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is wrong, or “Something else”."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    words = explained(
        forms.CharField(
            label=_("What should it say?"),
            help_text=_("In your language. Do not write your name or your story here."),
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
            max_length=2000,
            error_messages={"max_length": _("That is very long. Keep it under 2,000 letters.")},
        ),
        why=_("To correct the page."),
        who=_("Those who look after the directory. We do not know who you are."),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        """Something else needs a word."""
        given = super().clean() or {}
        if (
            given.get("what") == ReportKind.OTHER
            and not str(given.get("words", "")).strip()
            and "words" not in self.errors
        ):
            self.add_error("words", _("Write in a few words what is wrong."))
        return given
