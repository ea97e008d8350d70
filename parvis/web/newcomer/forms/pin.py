"""The six digits: one question on its page."""

from __future__ import annotations

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.core.house import house
from parvis.web.design.forms import explained
from parvis.web.shell.sending import PlainForm

_SIX = _("Write the six digits of your card, figures only.")


class PinForm(PlainForm):
    """An empty or torn entry costs no try: it is caught here, in any script's figures."""

    pin = explained(
        forms.CharField(
            label=_("Write your six digits"),
            help_text=_("They were given to you with your card."),
            max_length=20,
            widget=forms.TextInput(
                attrs={
                    "class": "code",
                    "inputmode": "numeric",
                    "pattern": "[0-9]*",
                    "autocomplete": "off",
                    "dir": "ltr",
                }
            ),
            error_messages={"required": _SIX, "max_length": _SIX},
        ),
        why=_("So that nobody but you opens your path, even with your card in hand."),
        who=_("Nobody. The digits are checked and never shown."),
    )

    def clean_pin(self) -> str:
        typed = str(self.cleaned_data["pin"])
        digits = "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdigit())
        if len(digits) != house().pin_length or any(not (sign.isdigit() or sign in " -.") for sign in typed):
            raise forms.ValidationError(_SIX)
        return digits
