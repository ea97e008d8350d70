"""A plan agreed with the person: steps, each with who does it and by when, in two languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.web.design.forms import explained
from parvis.web.shell.words import choices
from parvis.web.shell.words.casework import DOERS
from parvis.web.shell.words.people import AT_THE_DESK, CONSENT_MANNERS
from parvis.web.staff.forms.base import DayField, VersionedForm, language_choices


class PlanForm(VersionedForm):
    """How the plan was agreed."""

    language = forms.ChoiceField(label=_("Agreed in which language?"), choices=language_choices())
    manner = explained(forms.ChoiceField(
        label=_("How did the person agree?"), choices=choices(CONSENT_MANNERS, *AT_THE_DESK), widget=forms.RadioSelect,
        error_messages={"required": _("Say how the person agreed.")},
    ), grid=True)  # fmt: skip
    agreed = forms.BooleanField(
        label=_("I have gone through these steps with the person. She agrees."),
        error_messages={"required": _("Tick this once you have gone through the steps together.")},
    )


class StepForm(forms.Form):
    """One step; an empty one is left out."""

    use_required_attribute = False
    text = forms.CharField(label=_("What is done"), required=False, max_length=300)
    text_for_person = forms.CharField(
        label=_("The same, in the person’s language"), required=False, max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    bring = forms.CharField(
        label=_("What to bring"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    doer = forms.ChoiceField(label=_("Who does it"), choices=choices(DOERS), initial="person", required=False)
    due_on = DayField(label=_("By"), required=False)
    need = forms.ChoiceField(label=_("For which need"), required=False)

    def __init__(self, *args: Any, needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["need"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None in particular")), *needs]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("text") and any(facts.get(name) for name in ("text_for_person", "bring", "due_on")):
            self.add_error("text", _("Say what is done in this step, or empty the whole line."))
        return facts


StepSet = forms.formset_factory(StepForm, extra=0, max_num=12, absolute_max=12)
