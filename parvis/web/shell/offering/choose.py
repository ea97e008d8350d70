"""What is going to be offered: a kind of those one may give, and the language one writes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from parvis.engagement.kinds import Kind
from parvis.kernel.languages import autonym
from parvis.web.design.forms import explained
from parvis.web.design.words import language_now


class ChooseForm(forms.Form):
    """Sent by address: what is chosen here stands in it, and nothing is stored."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, kinds: Sequence[Kind]) -> None:
        super().__init__(data, label_suffix="")
        self.fields["kind"] = explained(
            forms.ChoiceField(
                label=_("What do you offer?"),
                choices=[(kind.code, kind.name) for kind in kinds],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), _("Choose a kind of offer from the list.")
                ),
            ),
            hints={kind.code: kind.about for kind in kinds if kind.about},
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language do you write?"),
            help_text=_("Other languages can be added below the form."),
            choices=[(code, autonym(code)) for code, _name in settings.LANGUAGES],
            initial=language_now(),
            error_messages={"required": _("Choose a language from the list.")},
        )
