"""Forms of an account: a password of one's own, a code, and an app to set up with the code it shows."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from parvis.core.clock import now
from parvis.core.keys import KeysMissing, open_sealed, seal
from parvis.engines.secrecy import onetime
from parvis.web.design.forms import explained
from parvis.web.shell.sending import PlainForm

ISSUER = "Parvis"
GOOD_FOR = timedelta(minutes=30)


def _secret(label: Any, autocomplete: str, missing: Any, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"dir": "ltr"})
    field = forms.CharField(label=label, max_length=200, widget=widget, error_messages={"required": missing}, **more)
    return explained(field, autocomplete=autocomplete)


class NewPasswordForm(PlainForm):
    """A password of one's own, twice."""

    password = _secret(
        _("A password of your own"),
        "new-password",
        _("Write a password."),
        help_text=_("Twelve characters or more. Four words that only you put together are good."),
    )
    again = _secret(_("The same password once more"), "new-password", _("Write the password once more."))

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("password") and facts.get("again") and facts["password"] != facts["again"]:
            self.add_error("again", _("The two passwords are not the same. Write both again."))
        return facts


class PasswordForm(NewPasswordForm):
    """The password of today first."""

    old = _secret(_("Your password of today"), "current-password", _("Write the password of today."))
    field_order = ("old", "password", "again")


class CodeForm(PlainForm):
    """One code, from the app or from paper."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocomplete": "one-time-code", "autocapitalize": "characters", "class": "short"}
        ),
        error_messages={"required": _("Write the code.")},
    )


class Answer(forms.JSONField):
    """What a browser answers for a passkey; anything else is no answer."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> dict[str, Any]:
        try:
            found = super().clean(value)
        except (forms.ValidationError, ValueError, RecursionError):  # torn, or made to hurt
            return {}
        return found if isinstance(found, dict) else {}


class ShowForm(CodeForm):
    """A code, or the answer of a passkey."""

    passkey = Answer()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = not self.data.get("passkey")


class PasskeyForm(PlainForm):
    """A new passkey, with a name to know it by."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("For example: the blue stick, my computer at the desk."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "auto", "class": "short"}),
        error_messages={"required": _("Give it a name.")},
    )
    passkey = Answer()


class AppForm(CodeForm):
    """The secret of an app stands in the form, sealed for one account, until a code of it was typed: nothing is stored before."""

    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bound_to, self._name = f"shell.app.{account.pk}", account.get_username()
        self.fields["code"].label = _("The six digits that the app shows")
        self.secret = _opened(str(self.data.get("kept", "")), self._bound_to) or onetime.new_secret()

    @property
    def sealed(self) -> str:
        """For the hidden field."""
        payload = json.dumps({"secret": self.secret, "until": (now() + GOOD_FOR).isoformat()})
        return seal(payload, scope="common", bound_to=self._bound_to)

    @property
    def address(self) -> str:
        """What the square says."""
        return onetime.address(self.secret, name=self._name, issuer=ISSUER)

    @property
    def fours(self) -> str:
        """The secret to be typed, where nothing can be photographed."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    @property
    def given(self) -> dict[str, str]:
        """What the action takes."""
        return {"secret": self.secret, "code": self.cleaned_data["code"]}


def _opened(sealed: str, bound_to: str) -> str:
    try:
        payload = json.loads(open_sealed(sealed, bound_to=bound_to))
        return str(payload["secret"]) if datetime.fromisoformat(payload["until"]) > now() else ""
    except (KeysMissing, KeyError, ValueError):
        return ""
