"""Where an organisation's neutral messages go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.design.forms import explained
from parvis.web.shell.sending import VersionedForm


class ContactForm(VersionedForm):
    """E-mail, or a phone; perhaps under our own register."""

    email = explained(
        forms.EmailField(
            label=_("E-mail that receives requests"),
            help_text=_("An address that several people read, so that nothing waits for one of them."),
            required=False,
            max_length=254,
            widget=forms.EmailInput(attrs={"dir": "ltr"}),
            error_messages={"invalid": _("This is not an e-mail address. Look for the @ and the end.")},
        ),
        why=_("A neutral message goes there when a request waits. It never holds a name."),
        who=_("Administrators. Those who send a request see only that there is a contact."),
    )
    phone = forms.CharField(
        label=_("Or a phone for text messages"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr", "class": "short"}),
    )
    under_us = forms.BooleanField(
        label=_("It works under our register"),
        help_text=_("Then its members can have accounts here. Without it, it answers by link alone."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("email") and not given.get("phone"):
            self.add_error("email", _("Write an e-mail or a phone. Without one no request can reach them."))
        phone = given.get("phone") or ""
        if phone and sum(sign.isdigit() for sign in phone) < 6:
            self.add_error(
                "phone", _("This is not a phone number. Write it with its figures, for example 06 39 98 12 34.")
            )
        return given
