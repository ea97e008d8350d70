"""The registration: as little as the person wants to give. "Not known" and "prefers not to say" are answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.errors import Invalid, ParvisError
from parvis.web.design.forms import explained
from parvis.web.shell.words import Words, choices
from parvis.web.shell.words.people import BIRTH, CONTACTS, GENDERS, ROLES, SAFETY, STAGES
from parvis.web.staff.forms.base import AgeField, DayField, StaffForm, language_choices

TEAM = _("The team that keeps the file. A partner only if the person agrees, one by one.")
BIRTH_FIELDS = {"about": "age", "year": "year", "date": "day"}


class PersonForm(StaffForm):
    """Everything on one dense page, in groups; see `GROUPS` for their order."""

    name = forms.CharField(
        label=_("Name as used"),
        help_text=_("As the person writes or says it, in her own script. A first name or a nickname will do."),
        error_messages={"required": _("Write a name to call the person by. A first name or a nickname will do.")},
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    name_language = forms.ChoiceField(
        label=_("The name’s language"), required=False, choices=language_choices(_("The same as spoken"))
    )
    romanised = forms.CharField(
        label=_("The same name in Latin letters"),
        help_text=_("If a paper shows it so."),
        required=False,
        max_length=120,
    )
    pronunciation = forms.CharField(label=_("How it is said"), required=False, max_length=120)
    language = forms.ChoiceField(
        label=_("Which language shall we speak?"),
        choices=language_choices(_("Choose")),
        error_messages={"required": _("Choose the language to speak with the person.")},
    )
    also_speaks = forms.ChoiceField(
        label=_("Also speaks"), required=False, choices=language_choices(_("Nothing else said"))
    )
    interpreter = forms.BooleanField(label=_("Wishes an interpreter"), required=False)
    birth = explained(
        forms.ChoiceField(
            label=_("What do we know of the age?"), choices=choices(BIRTH), widget=forms.RadioSelect, initial="unknown"
        ),
        grid=True,
    )
    age = AgeField(label=_("Age, about"), required=False)
    year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "class": "short"}),
        error_messages={"invalid": _("Write the year with four figures, for example 1992.")},
    )
    day = DayField(label=_("Date of birth"), required=False)
    gender = forms.ChoiceField(label=_("Gender"), choices=choices(GENDERS), initial="unknown", required=False)
    stage = forms.ChoiceField(label=_("Where on the way"), choices=choices(STAGES), initial="unknown", required=False)
    quarter = forms.CharField(
        label=_("Quarter or place where she lives"),
        help_text=_("Leave it empty if it is not known or not safe."),
        required=False,
        max_length=80,
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
    household = forms.CharField(
        label=_("File number of somebody of the family"),
        help_text=_("If one is registered already, for example V-0312. Each member keeps a file of her own."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "short"}),
    )
    role = forms.ChoiceField(label=_("In the household"), choices=choices(ROLES), initial="adult", required=False)

    def refuse(self, error: ParvisError) -> None:
        """At the field where it was typed: the register knows one birth, the page three ways to tell it."""
        if isinstance(error, Invalid):
            told = BIRTH_FIELDS.get(str(self.data.get(self.add_prefix("birth"))), "birth")
            names = {"birth": told, "names": "name"}
            error = Invalid({names.get(name, name): code for name, code in error.fields.items()})
        super().refuse(error)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        self._clean_birth(facts)
        if facts.get("contact_kind") and not facts.get("contact"):
            self.add_error("contact", _("Write the number or address, or choose “none”."))
        if facts.get("contact") and not facts.get("contact_kind"):
            self.add_error("contact_kind", _("Say what this is: a phone, an e-mail, another way."))
        return facts

    def _clean_birth(self, facts: dict[str, Any]) -> None:
        name = BIRTH_FIELDS.get(str(facts.get("birth")))
        if name and facts.get(name) in (None, "") and name not in self.errors:
            self.add_error(name, _("Write it, or choose “not known” above."))


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together: the first one alone on its line where `lead`, and why they are asked."""

    code: str
    label: Words
    fields: tuple[str, ...]
    why: Words = ""
    lead: str = ""


GROUPS = (
    Group(
        "name",
        _("Name"),
        ("name", "name_language", "romanised", "pronunciation"),
        _("To greet the person rightly and to find the file again."),
    ),
    Group(
        "language",
        _("Language"),
        ("language", "also_speaks", "interpreter"),
        _("To find an interpreter and places where the language is spoken."),
    ),
    Group(
        "age",
        _("Age"),
        ("age", "year", "day", "gender"),
        _("Some places are for children, for the young, for adults, or for women."),
        lead="birth",
    ),
    Group("place", _("Where"), ("stage", "quarter"), _("To find places nearby.")),
    Group(
        "contact",
        _("Being reached"),
        ("contact_kind", "contact", "safety"),
        _("To tell when an appointment changes. No message says who the person is or why she comes."),
    ),
    Group(
        "household",
        _("Family"),
        ("household", "role"),
        _("Some places are for families; what is due to one may be due to all."),
    ),
)
