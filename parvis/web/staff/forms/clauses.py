"""An agreement written out, amended, signed on paper, given up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.design.forms import explained
from parvis.web.shell.words import choices
from parvis.web.shell.words.agreements import AMEND_REASONS, MANNERS, VOID_REASONS
from parvis.web.staff.forms.base import DayField, StaffForm, VersionedForm

_CHOOSE = _("Choose")
_REASON = _("Choose a reason.")


class ClauseForm(forms.Form):
    """One clause, in both languages, with those it binds."""

    use_required_attribute = False
    position = forms.IntegerField(widget=forms.HiddenInput, required=False)
    first = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    second = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    binds = forms.MultipleChoiceField(label=_("Binds"), required=False, widget=forms.CheckboxSelectMultiple)
    out = forms.BooleanField(label=_("Leave this clause out"), required=False)

    def __init__(
        self,
        *args: Any,
        parties: Sequence[tuple[str, str]],
        tongues: tuple[tuple[str, str], tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        explained(self.fields["binds"], grid=True)
        self.fields["binds"].choices = parties  # type: ignore[attr-defined]
        for name, (code, label) in zip(("first", "second"), tongues, strict=True):
            self.fields[name].label = label
            self.fields[name].widget.attrs |= {"lang": code, "dir": "auto"}
        if not tongues[1][0]:
            del self.fields["second"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        written = facts.get("first") or facts.get("second")
        if facts.get("out") or not written:
            return facts
        for name in ("first", "second"):
            if name in self.fields and not facts.get(name):
                self.add_error(name, _("Write it in this language too."))
        if not facts.get("binds"):
            self.add_error("binds", _("Say whom it binds."))
        return facts


ClauseSet = forms.formset_factory(ClauseForm, extra=0, max_num=60, absolute_max=60)


class TextForm(VersionedForm):
    """Titles and period of a draft."""

    first_title = forms.CharField(
        label=_("Title"), max_length=200, error_messages={"required": _("Write a title.")}, widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    second_title = forms.CharField(
        label=_("The same, in the second language"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )  # fmt: skip
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(label=_("Last day"), required=False)


class AmendForm(VersionedForm):
    """Why it is amended, and the last day, which all sign where it changes."""

    reason = explained(forms.ChoiceField(
        label=_("Why"), choices=choices(AMEND_REASONS), widget=forms.RadioSelect, error_messages={"required": _REASON}
    ), grid=True)  # fmt: skip
    words = forms.CharField(
        label=_("In a few words, if you like"), help_text=_("Everybody who signs reads it."), required=False, max_length=400,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    ends_on = DayField(label=_("Last day"), help_text=_("Where it changes, everybody signs again."), required=False)


EVERYBODY = 0


class PaperForm(StaffForm):
    """What was signed on paper, or said aloud."""

    prefix = "paper"
    edition = forms.IntegerField(widget=forms.HiddenInput)
    party = forms.TypedChoiceField(
        label=_("Who has signed"), coerce=int, error_messages={"required": _("Choose who has signed.")}
    )
    manner = forms.ChoiceField(
        label=_("How"), choices=choices(MANNERS, "paper", "oral"), widget=forms.RadioSelect,
        error_messages={"required": _("Say how it was signed.")},
    )  # fmt: skip
    signed_on = DayField(label=_("On which day"), help_text=_("Empty: today."), required=False)
    witness = forms.CharField(
        label=_("Who heard it beside you, where it was said aloud"), required=False, max_length=200
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            ("", _CHOOSE),
            *parties,
            (EVERYBODY, _("Everybody who still has to, on one sheet")),
        ]


class VoidForm(VersionedForm):
    """It does not count."""

    prefix = "void"
    reason = forms.ChoiceField(
        label=_("Why"), choices=choices(VOID_REASONS, "mistake", "not_agreed", "replaced"), widget=forms.RadioSelect,
        error_messages={"required": _REASON},
    )  # fmt: skip
