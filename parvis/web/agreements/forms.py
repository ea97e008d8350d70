"""What parties answer: yes, no, leaving; and the one question about an outcome."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.engagement.endings import BY_PERSON, BY_PROVIDER
from parvis.kernel.errors import ParvisError
from parvis.web.design.forms import explained
from parvis.web.shell.sending import PlainForm
from parvis.web.shell.words import choices
from parvis.web.shell.words.agreements import ANSWERS
from parvis.web.shell.words.endings import END_REASONS

_CHOOSE = _("Choose a reason.")


class AnswerForm(PlainForm):
    """To one edition, as one party. Where the text has changed meanwhile, the form follows, and what was ticked is asked again."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    party = forms.IntegerField(widget=forms.HiddenInput)

    def refuse(self, error: ParvisError) -> None:
        super().refuse(error)
        if "edition" in error.params:
            typed: Any = self.data
            self.data = typed.copy()
            self.data[self.add_prefix("edition")] = str(error.params["edition"])  # type: ignore[index]
            self.data.pop(self.add_prefix("read"), None)  # type: ignore[attr-defined]


class SignForm(AnswerForm):
    """I have read it, and I agree."""

    prefix = "sign"
    read = forms.BooleanField(
        label=_("I have read it, or it was read to me in my language."),
        error_messages={"required": _("Tick this once you have read it, or heard it.")},
    )


class DeclineForm(AnswerForm):
    """No; nothing is asked."""

    prefix = "no"


class LeaveForm(PlainForm):
    """A person leaves: a reason if she likes."""

    reason = forms.ChoiceField(
        label=_("Why, if you like to say it"),
        choices=[("", ANSWERS["not_said"]), *choices(END_REASONS, *BY_PERSON)],
        widget=forms.RadioSelect,
        required=False,
    )


class EndForm(PlainForm):
    """A body, or staff for a party, say that it ends, and why in a word that blames nobody."""

    prefix = "end"
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=choices(END_REASONS, *BY_PROVIDER),
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE},
    )


class OutcomeForm(PlainForm):
    """One question some months later."""

    answer = explained(
        forms.ChoiceField(
            choices=choices(ANSWERS),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose an answer. “I prefer not to say” is one.")},
        ),
        why=_("So that we learn whether this kind of help is of use, some months later."),
        who=_("Those who help you. In numbers for others nobody is recognised."),
    )

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = question


def forms_for(edition: int, parties: Iterable[int], refused: AnswerForm | None) -> dict[str, AnswerForm]:
    """The two answers that a party may give now; a refused one keeps what was typed. Nothing where nothing is asked."""
    number = next(iter(parties), None)
    if number is None:
        return {}
    first = {"edition": edition, "party": number}
    found: dict[str, AnswerForm] = {"sign_form": SignForm(initial=first), "decline_form": DeclineForm(initial=first)}
    for name, kind in (("sign_form", SignForm), ("decline_form", DeclineForm)):
        if isinstance(refused, kind):
            found[name] = refused
    return found
