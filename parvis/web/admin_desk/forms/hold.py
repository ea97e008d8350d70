"""Holds: what is kept, why, and until when somebody looks at it again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.admin_desk.forms.account import day_field
from parvis.web.admin_desk.words_retention import HOLD_REASONS
from parvis.web.design.forms import explained
from parvis.web.shell.sending import PlainForm, VersionedForm
from parvis.web.shell.words import choices

_WORDS = {"rows": 3, "dir": "auto"}


class HoldForm(PlainForm):
    """A new hold."""

    record = explained(
        forms.CharField(
            label=_("Code of the record, or number of the file"),
            help_text=_(
                "The code stands in “Who read what”, for example 1A2B3C4D. A file has a number such as V-0312."
            ),
            max_length=40,
            widget=forms.TextInput(attrs={"dir": "ltr", "class": "short", "autocapitalize": "characters"}),
            error_messages={"required": _("Write the code or the number.")},
        ),
        why=_("From now on nothing of this record is erased, by the night or by anybody."),
        who=_("You and other officers. Whoever works with the person sees only that it is kept for a legal reason."),
    )
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose")), *choices(HOLD_REASONS)],
        error_messages={"required": _("Choose the reason.")},
    )
    words = forms.CharField(
        label=_("Why, in a few words"),
        help_text=_("For example the number of the matter, and who asked. No story."),
        max_length=1000,
        widget=forms.Textarea(attrs=_WORDS),
        error_messages={"required": _("Say why, in a few words.")},
    )
    review_on = day_field(_("Look at it again by"))


class ReviewForm(VersionedForm):
    """Still needed, until another day."""

    review_on = day_field(_("Look at it again by"))


class LiftForm(VersionedForm):
    """Why it is no longer needed."""

    words = forms.CharField(
        label=_("Why it is no longer needed"),
        max_length=1000,
        widget=forms.Textarea(attrs=_WORDS),
        error_messages={"required": _("Say why, in a few words.")},
    )
