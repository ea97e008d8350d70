"""Hosts: registered with little, in a part, with its check; and the account of their own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.access import queries as access
from parvis.web.design.forms import explained
from parvis.web.shell.words import choices
from parvis.web.shell.words.parts import PARTS, VETTING, VETTING_PAPERS
from parvis.web.shell.words.people import CONTACTS, SAFETY
from parvis.web.staff.forms.base import DayField, StaffForm, VersionedForm, language_choices

HOSTING = ("mentor", "volunteer", "tutor", "resident", "officer")
NOTED = ("asked", "valid", "not_needed")


class BodyForm(StaffForm):
    """For whom somebody does something: an organisation by its name, found when the form is sent."""

    body = forms.CharField(
        label=_("For which organisation, if for one"),
        help_text=_("An employer, an association, the town hall: its name, or a part of it."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    @property
    def organisation_id(self) -> int | None:
        """The organisation that was named."""
        found: int | None = self.cleaned_data.get("organisation_id")
        return found

    def clean_body(self) -> str:
        typed = str(self.cleaned_data["body"]).strip()
        found = access.organisations_called(typed)
        if typed and not found:
            raise forms.ValidationError(
                _("We know no organisation of this name. Look at the spelling, or leave it empty.")
            )
        if len(found) > 1:
            several = _("Several are called so: %(names)s. Write the whole name of one.")
            raise forms.ValidationError(several, params={"names": " · ".join(name for _pk, name in found)})
        if found:
            self.cleaned_data["organisation_id"], typed = found[0]
        return typed


class PartForm(BodyForm):
    """One more part for somebody who is registered."""

    part = forms.CharField(widget=forms.HiddenInput)
    starts_on = DayField(label=_("From"), help_text=_("Empty: today."), required=False)
    field_order = ("once", "part", "body", "starts_on")

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, initial={"part": part}, **kwargs)
        if part not in HOSTING:  # nobody arrives for an organisation
            del self.fields["body"]


class HostForm(BodyForm):
    """A host, with as little as she wants to give: nothing is asked of her that only a newcomer is."""

    name = forms.CharField(
        label=_("Name as used"),
        help_text=_("As the person writes or says it, in her own script. A first name or a nickname will do."),
        error_messages={"required": _("Write a name to call the person by. A first name or a nickname will do.")},
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Which language shall we speak?"),
        choices=language_choices(_("Choose")),
        error_messages={"required": _("Choose the language to speak with the person.")},
    )
    part = explained(
        forms.ChoiceField(
            label=_("What does she do here?"),
            choices=choices(PARTS, *HOSTING),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what she does here. She can do more than one thing later.")},
        ),
        grid=True,
    )
    contact_kind = forms.ChoiceField(
        label=_("A safe way to be reached"),
        choices=[("", _("None, or prefers not to say")), *choices(CONTACTS)],
        required=False,
    )
    contact = forms.CharField(
        label=_("Number or address"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    safety = forms.ChoiceField(
        label=_("May a message reach her there?"), choices=choices(SAFETY), initial="unknown", required=False
    )
    field_order = ("once", "name", "language", "part", "body", "contact_kind", "contact", "safety")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("contact_kind") and not facts.get("contact"):
            self.add_error("contact", _("Write the number or address, or choose “none”."))
        if facts.get("contact") and not facts.get("contact_kind"):
            self.add_error("contact_kind", _("Say what this is: a phone, an e-mail, another way."))
        return facts


class VettingForm(VersionedForm):
    """The check of a part: which kind of paper was seen, and until when it counts. The paper goes back to its owner."""

    vetting = explained(
        forms.ChoiceField(
            label=_("How does the check stand?"),
            choices=choices(VETTING, *NOTED),
            widget=forms.RadioSelect,
            error_messages={"required": _("Say how the check stands.")},
        ),
        hints={
            "asked": _("Until the paper is seen, she is not alone with children."),
            "valid": _("You have the paper in your hands. It goes back to her: nothing of it is kept."),
            "not_needed": _("She never meets children here. She can’t be placed with any."),
        },
    )
    paper = forms.ChoiceField(
        label=_("Which kind of paper did you see?"),
        choices=[("", _("Choose")), *choices(VETTING_PAPERS)],
        required=False,
    )
    until = DayField(label=_("It counts until"), required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("vetting") == "valid":
            if not facts.get("paper"):
                self.add_error("paper", _("Choose which kind of paper you saw."))
            if not facts.get("until") and "until" not in self.errors:
                self.add_error("until", _("Write the last day on which it counts."))
        return facts


class InviteForm(StaffForm):
    """A sign-in name to print on the invitation."""

    username = forms.CharField(
        label=_("A sign-in name to begin with"),
        help_text=_(
            "Small Latin letters, figures, dots and dashes. The person may choose another one; it need not be her real name."
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "class": "short"}),
        error_messages={"required": _("Write a sign-in name.")},
    )
