"""A consent: for what, to whom, which fields, said how, until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.design.forms import explained
from parvis.web.shell.words import choices
from parvis.web.shell.words.people import AT_THE_DESK, CONSENT_MANNERS, FIELDS, PURPOSES
from parvis.web.staff.forms.base import DayField, StaffForm

# These go to somebody outside; of a participant no more than this.
OUTSIDE = ("referral", "participation")
OF_PARTICIPANTS = frozenset({"identity", "contact", "language"})


class AgreedForm(StaffForm):
    """The part that every consent has, also on the page of a referral."""

    manner = explained(
        forms.ChoiceField(
            label=_("How did the person say it?"),
            choices=choices(CONSENT_MANNERS, *AT_THE_DESK),
            widget=forms.RadioSelect,
            required=False,
        ),
        grid=True,
    )
    interpreter = forms.CharField(label=_("Who interpreted, if somebody did"), required=False, max_length=120)
    until = DayField(
        label=_("Until"), help_text=_("Empty: half a year. The person can end it any day."), required=False
    )
    guardian = forms.ChoiceField(
        label=_("Which adult of the household says it for the child?"),
        help_text=_("The child is heard as well."),
        required=False,
    )

    def __init__(self, *args: Any, adults: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        guardian = self.fields["guardian"]
        assert isinstance(guardian, forms.ChoiceField)
        guardian.choices = [("", _("Choose")), *(adults or [])]
        if not adults:
            del self.fields["guardian"]


class ConsentForm(AgreedForm):
    """A new consent, given or refused."""

    purpose = explained(forms.ChoiceField(
        label=_("What for?"), choices=choices(PURPOSES), widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the data may be used for.")},
    ), grid=True)  # fmt: skip
    recipient = forms.ChoiceField(
        label=_("To whom?"),
        help_text=_("Only for sending a request to a partner, or for who organises what she takes part in."),
        required=False,
    )
    fields_allowed = explained(
        forms.MultipleChoiceField(
            label=_("What may they see?"), choices=choices(FIELDS), widget=forms.CheckboxSelectMultiple, required=False
        ),
        grid=True,
    )
    language = forms.CharField(widget=forms.HiddenInput)
    text_version = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("once", "purpose", "recipient", "fields_allowed", "manner", "interpreter", "until")

    def __init__(
        self, *args: Any, recipients: list[tuple[str, str]], purposes: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field, purpose = self.fields["recipient"], self.fields["purpose"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(purpose, forms.ChoiceField)
        field.choices = [("", _("Nobody outside")), *recipients]
        purpose.choices = choices(PURPOSES, *purposes)
        allowed = self.fields["fields_allowed"]
        assert isinstance(allowed, forms.MultipleChoiceField)
        if purposes and "referral" not in purposes:
            allowed.choices = [one for one in choices(FIELDS) if one[0] in OF_PARTICIPANTS]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("purpose") in OUTSIDE and not facts.get("recipient"):
            self.add_error("recipient", _("Choose the partner. A consent is for one partner at a time."))
        if facts.get("purpose") in OUTSIDE and not facts.get("fields_allowed"):
            self.add_error("fields_allowed", _("Tick what they may see; otherwise there is nothing to agree to."))
        if facts.get("purpose") == "participation" and not OF_PARTICIPANTS.issuperset(facts.get("fields_allowed", ())):
            self.add_error(
                "fields_allowed", _("To take part, only the name, the way to be reached and the language are given.")
            )
        if not facts.get("manner"):
            self.add_error("manner", _("Say how the person answered."))
        return facts
