"""The answer of a receiver, and what happened afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.web.shell.sending import PlainForm, VersionedForm
from parvis.web.shell.words import choices
from parvis.web.shell.words.casework import DECLINE_REASONS, NOT_GIVEN_REASONS

_CHOOSE = gettext_lazy("Choose")
_REASON = gettext_lazy("Choose a reason.")


def _told(label: str, hint: str) -> str:
    return format_html('<b>{}</b><br><span class="soft">{}</span>', label, hint)


def _answers() -> list[tuple[str, str]]:
    return [
        ("accept", _told(_("Yes, we can"), _("Then you see who it is, and agree on a first meeting."))),
        ("ask", _told(_("I have a question first"), _("The sender answers. You still see no name."))),
        ("decline", _told(_("No, not this time"), _("Say why. A quick no helps too."))),
    ]


class AnswerForm(VersionedForm):
    """Yes, a question, or no with a reason."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=_answers,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes, no, or a question.")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("If it is no: why"), choices=[("", _CHOOSE), *choices(DECLINE_REASONS)], required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Your question, if you have one"),
        help_text=gettext_lazy("Don’t name anybody here."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"max_length": gettext_lazy("This is too long. Shorten it.")},
    )

    def __init__(self, *args: Any, may_ask: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_ask:
            self.fields["answer"].choices = [one for one in _answers() if one[0] != "ask"]  # type: ignore[attr-defined]
            del self.fields["words"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") == "decline" and not given.get("reason"):
            self.add_error("reason", _REASON)
        if given.get("answer") == "ask" and "words" not in self.errors and not given.get("words", "").strip():
            self.add_error("words", gettext_lazy("Write your question."))
        return given


def _outcomes() -> list[tuple[str, str]]:
    return [
        ("given", _told(_("The service was given"), _("The person or the sender confirms it. Then it is done."))),
        ("not_given", _told(_("The service was not given"), _("Say why. It is nobody’s fault."))),
    ]


class OutcomeForm(VersionedForm):
    """Given, or not given with a reason."""

    prefix = "outcome"
    outcome = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=_outcomes,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the service was given.")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("If it was not given: why"),
        choices=[("", _CHOOSE), *choices(NOT_GIVEN_REASONS)],
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("A word for the sender, if you like"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"max_length": gettext_lazy("This is too long. Shorten it.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == "not_given" and not given.get("reason"):
            self.add_error("reason", _REASON)
        return given


class ReturnForm(VersionedForm):
    """After a yes: it can't be done here after all."""

    prefix = "return"
    reason = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[("", _CHOOSE), *choices(DECLINE_REASONS)],
        error_messages={"required": _REASON},
    )


class StartForm(VersionedForm):
    """We have begun: nothing to write."""

    prefix = "start"


class CodeForm(PlainForm):
    """The one-time code of the message."""

    code = forms.CharField(
        label=gettext_lazy("The code of the message"),
        help_text=gettext_lazy("It went to the registered address of your organisation, and works once."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "code wide-code",
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "dir": "ltr",
            }
        ),
        error_messages={"required": gettext_lazy("Write the code of the message.")},
    )
