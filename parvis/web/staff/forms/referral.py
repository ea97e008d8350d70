"""A referral: to whom, by when, what leaves, and the person's yes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.design.forms import explained
from parvis.web.shell.words import choices
from parvis.web.shell.words.casework import URGENCIES, URGENCY_LIMITS
from parvis.web.shell.words.people import FIELDS
from parvis.web.staff.forms.base import VersionedForm
from parvis.web.staff.forms.consent import AgreedForm


class ReferralForm(AgreedForm, VersionedForm):
    """Everything of the page but the receiver, whom the worker chooses by a button."""

    urgency = explained(forms.ChoiceField(
        label=_("How soon do you need the answer?"), choices=choices(URGENCIES), widget=forms.RadioSelect,
        error_messages={"required": _("Choose by when you need the answer.")},
    ), hints=URGENCY_LIMITS, grid=True)  # fmt: skip
    preview = forms.CharField(
        label=_("What they read before they say yes"),
        help_text=_("The household and the need, without any name, number or address."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write what is needed. Without it nobody can answer.")},
    )
    fields_shared = explained(
        forms.MultipleChoiceField(
            label=_("What they see after their yes, nothing else"),
            choices=choices(FIELDS),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick at least one thing. Without it they can’t reach the person.")},
        ),
        grid=True,
    )
    note = forms.CharField(
        label=_("A word for them"),
        help_text=_("The person can read it. Write nothing about health."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    agreed = forms.BooleanField(required=False)
    consent_language = forms.CharField(widget=forms.HiddenInput, required=False)
    text_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def ask_agreement(self, *, consented: bool) -> None:
        """Before sending: the person's yes, how she said it where no consent for this receiver lives, and to a word if there is one."""
        facts: dict[str, Any] = self.cleaned_data
        if facts.get("note") and "note" not in facts.get("fields_shared", ["note"]):
            self.add_error("note", _("Your word would not leave: tick it above with the person, or empty this."))
        if not facts.get("agreed"):
            self.add_error("agreed", _("Tick this once the person has said yes. Nothing leaves without it."))
        if not consented and not facts.get("manner"):
            self.add_error("manner", _("Say how the person said yes."))

    def take_back_agreement(self) -> None:
        """Her yes was to what she was shown: after a change it is asked again, and how she said it."""
        sent: Any = self.data
        self.data = sent.copy()
        for name in ("agreed", "manner"):
            self.data.pop(name, None)  # type: ignore[attr-defined]


class AnswerForm(VersionedForm):
    """The worker's answer to the receiver's question; still without identity."""

    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("They still don’t know who it is: no name, no number."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write your answer first.")},
    )


class WithdrawForm(VersionedForm):
    """Whose wish it is to stop."""

    who = forms.ChoiceField(
        label=_("Who wants to stop?"),
        choices=[("person", _("The person says no")), ("sender", _("We do: it is no longer the right place"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who wants to stop.")},
    )
