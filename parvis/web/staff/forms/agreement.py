"""An agreement drafted from a text of the house: for what, in which languages, who stands in which role, the blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.core.house import house
from parvis.engagement.agreement_entries import NewParty
from parvis.engagement.queries import Signatories, TextView
from parvis.web.shell.words import said
from parvis.web.shell.words.agreements import BLANKS, ROLES
from parvis.web.staff.forms.base import DayField, StaffForm, language_choices

ASKED_ROLES = ("guardian", "host", "tutor")
_CHOOSE = _("Choose")


class ChooseForm(forms.Form):
    """For what, and with which text: a question of the address, nothing is kept."""

    use_required_attribute = False
    engagement = forms.ChoiceField(label=_("For what the person takes up"))
    text = forms.ChoiceField(label=_("Which text of the house"))

    def __init__(self, *args: Any, engagements: Any, texts: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["engagement"].choices = engagements  # type: ignore[attr-defined]
        self.fields["text"].choices = texts  # type: ignore[attr-defined]


class DraftForm(StaffForm):
    """Languages, period, who stands in which role, and the blanks of the text."""

    first_language = forms.ChoiceField(label=_("First language"))
    second_language = forms.ChoiceField(
        label=_("Second language"),
        help_text=_("The person’s own. Empty, where everybody reads the first."),
        choices=language_choices(_("None")),
        required=False,
    )
    starts_on = DayField(label=_("First day"), required=False)
    ends_on = DayField(label=_("Last day"), help_text=_("Empty: until somebody ends it."), required=False)

    def __init__(
        self, *args: Any, text: TextView, around: Signatories, adults: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text, self.around = text, around
        self.adults = dict(adults)
        listed = language_choices()()
        self.fields["first_language"].choices = [one for one in listed if one[0] in text.languages]  # type: ignore[attr-defined]
        for role in ASKED_ROLES:
            if role in text.roles and self._who(role):
                self._ask_who(role, required=text.roles[role])
        for blank in text.blanks:
            self.fields[f"blank_{blank.name}"] = _blank_field(blank)
            if blank.kind == "text":
                self.fields[f"second_{blank.name}"] = _second_field(blank)

    @property
    def roles(self) -> list[tuple[Any, Any]]:
        """The fields of each role that is asked for: who, and the name to be written."""
        return [(self[f"who_{role}"], self[f"name_{role}"]) for role in ASKED_ROLES if f"who_{role}" in self.fields]

    @property
    def blanks(self) -> list[Any]:
        """The fields of the blanks."""
        names = [f"{side}_{blank.name}" for blank in self.text.blanks for side in ("blank", "second")]
        return [self[name] for name in names if name in self.fields]

    def _who(self, role: str) -> list[tuple[str, str]]:
        if role == "guardian":
            return list(self.adults.items())
        around = self.around
        giver = [("giver", around.giver_name)] if around.giver_id and role == "host" else []
        tutors = [(f"person:{pk}", name) for pk, name in around.tutors] if role == "tutor" else []
        return [*giver, *tutors, *((f"account:{pk}", name) for pk, name in around.members), ("paper", str(_("Somebody who signs on paper")))]  # fmt: skip

    def _ask_who(self, role: str, *, required: bool) -> None:
        self.fields[f"who_{role}"] = forms.ChoiceField(
            label=said(ROLES, role),
            choices=[("", _CHOOSE), *self._who(role)],
            required=required,
            error_messages={"required": _("Choose who it is.")},
        )
        self.fields[f"name_{role}"] = forms.CharField(
            label=_("The name to be written, if it is another"), required=False, max_length=120
        )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("first_language") and facts.get("first_language") == facts.get("second_language"):
            self.add_error("second_language", _("Choose two different languages, or leave the second empty."))
        for role in ASKED_ROLES:
            if facts.get(f"who_{role}") == "paper" and not facts.get(f"name_{role}", "").strip():
                self.add_error(f"name_{role}", _("Write the name of who signs on paper."))
        return facts

    def parties(self, guardian_id: int | None) -> list[NewParty]:
        """Everybody but the participant, in the order of their roles; the bodies stand there without being asked for."""
        facts, around = self.cleaned_data, self.around
        found: list[NewParty] = []
        for role in ASKED_ROLES:
            who, name = facts.get(f"who_{role}"), facts.get(f"name_{role}", "")
            if who:
                found.append(_party(role, who, name, around, guardian_id))
        if "organisation" in self.text.roles:
            found.append(NewParty(role="organisation", organisation_id=around.organisation_id))
        needed = self.text.roles.get("programme")
        if needed or (needed is False and around.programme_id != around.organisation_id):
            found.append(NewParty(role="programme", organisation_id=around.programme_id))
        return found

    def filled(self) -> Mapping[str, object]:
        """The blanks, money with its currency."""
        facts = {blank.name: self.cleaned_data.get(f"blank_{blank.name}") for blank in self.text.blanks}
        money = {blank.name for blank in self.text.blanks if blank.kind == "money"}
        return {
            name: (value, house().currency) if name in money and value is not None else value
            for name, value in facts.items()
        }

    def filled_second(self) -> Mapping[str, str]:
        """The short texts as they are said in the second language."""
        texts = [blank.name for blank in self.text.blanks if blank.kind == "text"]
        return {name: self.cleaned_data.get(f"second_{name}", "") for name in texts}


def _party(role: str, who: str, name: str, around: Signatories, guardian_id: int | None) -> NewParty:
    if role == "guardian":
        return NewParty(role=role, person_id=guardian_id, name=name)
    if who == "giver":
        return NewParty(role=role, person_id=around.giver_id, name=name)
    if who.startswith("person:"):
        return NewParty(role=role, person_id=int(who.removeprefix("person:")), name=name)
    account = int(who.removeprefix("account:")) if who.startswith("account:") else None
    return NewParty(role=role, organisation_id=around.organisation_id, account_id=account, name=name)


def _second_field(blank: Any) -> forms.Field:
    label = _("%(what)s, in the second language") % {"what": said(BLANKS, blank.name)}
    hint = _("An interpreter or a translator says it. Left empty, the words of the first language stand there too.")
    return forms.CharField(
        label=label, help_text=hint, max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )


def _blank_field(blank: Any) -> forms.Field:
    label = said(BLANKS, blank.name)
    if blank.kind == "text":
        return forms.CharField(label=label, max_length=200, error_messages={"required": _("Write it in a few words.")})
    wrong = _("Write it in figures.")
    if blank.kind == "money":
        label = label % {"currency": house().currency}
    return forms.IntegerField(
        label=label,
        initial=blank.usual,
        min_value=blank.least,
        max_value=blank.most or 100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "class": "short"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )
