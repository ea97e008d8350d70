"""Accounts and their roles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from parvis.access.actions import NewRole
from parvis.web.shell.sending import PlainForm
from parvis.web.shell.words import choices
from parvis.web.shell.words.reading import ROLES

_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
_WRONG_DAY = _("Write a day that exists, for example 2027-03-09.")


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, in the browser's own picker where it has one."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    return forms.DateField(label=label, input_formats=_DAYS, widget=widget, error_messages={"invalid": _WRONG_DAY, "required": _WRONG_DAY}, **more)  # fmt: skip


class RoleForm(PlainForm):
    """A role in an organisation, from a day until a day."""

    organisation = forms.ChoiceField(
        label=_("Organisation"), error_messages={"required": _("Choose the organisation.")}
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Choose")), *choices(ROLES)],
        error_messages={"required": _("Choose the role.")},
    )
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until, if it ends"), required=False)

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose")), *organisations]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = today

    @property
    def new_role(self) -> NewRole:
        """What the room takes."""
        given = self.cleaned_data
        return NewRole(
            organisation_public_id=given["organisation"],
            role=given["role"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
        )


class AccountForm(RoleForm):
    """A new account, with its first role."""

    name = forms.CharField(
        label=_("First name and name, as colleagues know it"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Write the name that colleagues will see.")},
    )
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        validators=[RegexValidator(r"^[a-z0-9._-]+$", _("Small letters, figures, dots and dashes only."))],
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "class": "short"}),
        error_messages={"required": _("Write a sign-in name.")},
    )
    password = forms.CharField(
        label=_("First password"),
        help_text=_(
            "Twelve characters or more. Tell it in person, never by e-mail. She chooses her own with it, within two weeks."
        ),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "new-password"}),
        error_messages={"required": _("Write a first password.")},
    )
    email = forms.EmailField(
        label=_("E-mail at work, if there is one"),
        help_text=_("She is told there when her sign-in is opened anew, and nothing else."),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
        error_messages={"invalid": _("Write an e-mail address, for example desk@example.org.")},
    )
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)

    field_order = ("name", "username", "password", "email", "language", "organisation", "role", "starts_on", "ends_on")

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password
